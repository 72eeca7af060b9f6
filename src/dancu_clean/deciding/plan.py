"""What would be done with the answers of all workbooks: taken, not taken and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from dancu_clean.deciding.choices import LABELS, read_choice
from dancu_clean.deciding.entries import Entry, Status, Subject, Target
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.returned import (
    CHOICE,
    FINDING_KEY,
    HAND,
    RECORD_KEY,
    Answer,
    Returned,
)
from dancu_clean.deciding.store import by_key
from dancu_clean.deciding.subjects import belongs, subjects
from dancu_clean.lang import t
from dancu_clean.report.handover import UPDATES

TAKEN: tuple[Status, ...] = ("applied", "kept", "to_verify")
_ABOUT_REFERENCE = {update.rule: update.datasets for update in UPDATES}


class Typed(NamedTuple):
    """A value written by hand for one field of one record."""

    record_key: str
    field: str
    text: str


class Read(NamedTuple):
    """What the field's normaliser and rules make of a typed value; `fault` says why not."""

    value: str | None
    fault: str


Reader = Callable[[Sequence[Typed]], Mapping[Typed, Read]]
Moved = Callable[[Subject], bool]


@dataclass(frozen=True)
class Plan:
    """All entries in the order of the workbooks, and how many questions nobody answered."""

    entries: tuple[Entry, ...]
    undecided: int
    undecided_records: int

    def of(self, *statuses: Status) -> list[Entry]:
        """Return the entries of these fates."""
        return [entry for entry in self.entries if entry.status in statuses]


def make_plan(
    run: Run, books: Iterable[Returned], read: Reader, moved: Moved, earlier: pd.DataFrame
) -> Plan:
    """Judge every answer.

    `read` checks values written by hand; `moved` tells whether the list says something else by
    now than it did in the run; `earlier` are the decisions in force.
    """
    answers = [answer for book in books for answer in book.answers]
    known = subjects(run, [(answer.of_finding, answer.key) for answer in answers])
    entries = [_first(answer, known, run) for answer in answers]
    entries = _with_hand(entries, read)
    entries = [_stale(entry, moved) for entry in entries]
    entries = _after(_same_cell(_same_key(entries)), earlier)
    return Plan(tuple(entries), *_undecided(run, entries, earlier))


def _first(answer: Answer, known: Mapping[tuple[bool, str], Subject], run: Run) -> Entry:
    """Judge an answer by itself: key, decision, proposal."""
    subject = known.get((answer.of_finding, answer.key))
    choice = read_choice(answer.choice) if answer.choice else None
    entry = Entry(subject, answer, choice, "invalid")
    key = FINDING_KEY if answer.of_finding else RECORD_KEY
    if subject is None:
        said = t("mã không có trong lần chạy này", "the run has no such key")
        return entry.turned("invalid", said if answer.key else t("thiếu mã", "no key"), key)
    if choice is None:
        return entry.turned("invalid", _no_choice(answer), CHOICE)
    if not belongs(answer, subject, run):
        said = t(
            "mã không thuộc dòng này (mã bị chép hoặc sắp xếp lệch khỏi dòng)",
            "the key is not this row's (copied, or sorted apart from its row)",
        )
        return entry.turned("conflicting", said, key)
    return _judged(replace(entry, value=None), subject)


def _no_choice(answer: Answer) -> str:
    if not answer.choice:
        return t(
            "có ghi giá trị hoặc căn cứ nhưng chưa chọn Quyết định",
            "a value or ground was written, but no decision chosen",
        )
    return t(
        "không phải một trong năm quyết định: ", "not one of the five decisions: "
    ) + "; ".join(LABELS.values())


def _judged(entry: Entry, subject: Subject) -> Entry:
    if entry.choice == "accept":
        return _accepted(entry, subject)
    if entry.choice == "by_hand":
        return _by_hand(entry, subject)
    status: Mapping[str | None, Status] = {"keep": "kept", "verify": "to_verify"}
    return replace(entry, status=status.get(entry.choice, "applied"))


def _accepted(entry: Entry, subject: Subject) -> Entry:
    target = _target(subject)
    if target == "none":
        said = t(
            "dòng này không có đề xuất để chấp nhận; chọn Giữ nguyên, Sửa tay hoặc Cần xác minh",
            "there is no proposal to accept; choose to keep, to write by hand or to verify",
        )
        return entry.turned("invalid", said, CHOICE)
    return replace(entry, status="applied", target=target, value=subject.proposed_value)


def _target(subject: Subject) -> Target:
    """Say where an accepted proposal goes."""
    if subject.proposed_value and subject.field and subject.record_key:
        return "list"
    limited = _ABOUT_REFERENCE.get(subject.rule or "")
    if limited is not None and (not limited or subject.dataset in limited):
        return "reference"
    return "row" if (subject.rule or "").startswith("duplicate.") else "none"


def _by_hand(entry: Entry, subject: Subject) -> Entry:
    if not (subject.field and subject.record_key):
        said = t(
            "sai lệch này không nói về một ô, không có chỗ để sửa tay",
            "this finding is not about one cell: there is nothing to write by hand",
        )
        return entry.turned("invalid", said, CHOICE)
    if entry.answer.hand is None:
        said = t("chọn Sửa tay nhưng chưa ghi giá trị", "to be written by hand, but no value")
        return entry.turned("invalid", said, HAND)
    return replace(entry, status="applied", target="list", value=entry.answer.hand)


def _typed(entry: Entry) -> Typed | None:
    subject = entry.subject
    if entry.choice != "by_hand" or entry.status != "applied" or subject is None:
        return None
    return Typed(str(subject.record_key), str(subject.field), str(entry.value))


def _with_hand(entries: Sequence[Entry], read: Reader) -> list[Entry]:
    """Put the checked value in place of what was typed; what fails is named by its cell."""
    typed = [_typed(entry) for entry in entries]
    known = read([one for one in dict.fromkeys(typed) if one is not None])
    out = []
    for entry, one in zip(entries, typed, strict=True):
        found = known.get(one) if one is not None else None
        if found is None:
            out.append(entry)
        elif found.fault or found.value is None:
            out.append(entry.turned("invalid", found.fault, HAND))
        else:
            out.append(replace(entry, value=found.value))
    return out


def _stale(entry: Entry, moved: Moved) -> Entry:
    if entry.status not in TAKEN or entry.subject is None or not moved(entry.subject):
        return entry
    said = t(
        "danh sách đã đổi ở chỗ này từ lần chạy; chạy lại rồi quyết định lại",
        "the list has changed here since the run; run again and decide again",
    )
    return entry.turned("stale", said, CHOICE)


def _same_key(entries: Sequence[Entry]) -> list[Entry]:
    """Join equal answers to one question; answers that differ are none."""
    groups: dict[tuple[bool, str], list[int]] = {}
    for at, entry in enumerate(entries):
        if entry.status in TAKEN:
            groups.setdefault((entry.answer.of_finding, entry.answer.key), []).append(at)
    out: list[Entry | None] = list(entries)
    for places in groups.values():
        first, *others = (entries[at] for at in places)
        if all((one.choice, one.value) == (first.choice, first.value) for one in others):
            for at in places[1:]:
                out[at] = None
        else:
            for at in places:
                out[at] = _opposed(entries[at], [entries[n] for n in places if n != at])
    return [entry for entry in out if entry is not None]


def _opposed(entry: Entry, others: Sequence[Entry]) -> Entry:
    where = "; ".join(
        f"{one.answer.workbook}, {one.answer.sheet}, {one.answer.cell(CHOICE)}"
        + (f" ({one.answer.who})" if one.answer.who else "")
        for one in others
    )
    said = t("quyết định khác nhau về cùng một việc, xem ", "decided otherwise in ") + where
    return entry.turned("conflicting", said, CHOICE)


def _same_cell(entries: Sequence[Entry]) -> list[Entry]:
    """Find decisions about different findings that would write different things in one cell."""
    groups: dict[tuple[str | None, str | None, str], list[int]] = {}
    for at, entry in enumerate(entries):
        subject = entry.subject
        if entry.status == "applied" and entry.target == "list" and subject is not None:
            key = (subject.record_key, subject.field, subject.dataset)
            groups.setdefault(key, []).append(at)
    out = list(entries)
    for places in groups.values():
        if len({entries[at].value for at in places}) > 1:
            for at in places:
                out[at] = _opposed(entries[at], [entries[n] for n in places if n != at])
    return out


def _after(entries: Sequence[Entry], earlier: pd.DataFrame) -> list[Entry]:
    """Hold answers against what was decided before: the same again, or somebody else's word."""
    if not len(earlier):
        return list(entries)
    known = by_key(earlier)
    out = []
    for entry in entries:
        row = known.get((entry.answer.of_finding, entry.answer.key))
        subject = entry.subject
        if entry.status not in TAKEN or subject is None or row is None:
            out.append(entry)
        elif (row["stood"], row["reference"]) != (subject.value, subject.reference_value):
            out.append(entry)  # it was decided about another value: a new question
        elif (row["decision"], row["value"]) == (entry.choice, entry.value):
            out.append(replace(entry, status="already"))
        elif row["decision"] == "verify" or (row["who"] or "") == (entry.answer.who or ""):
            out.append(entry)  # the same reviewer, or nobody's last word: the newer one counts
        else:
            said = t("trước đây đã quyết định khác", "was decided otherwise before")
            told = ", ".join(str(part) for part in (row["who"], row["when"]) if part)
            why = f"{said}: {LABELS[row['decision']]}" + (f" ({told})" if told else "")
            out.append(entry.turned("conflicting", why, CHOICE))
    return out


def _undecided(run: Run, entries: Iterable[Entry], earlier: pd.DataFrame) -> tuple[int, int]:
    """Count the asking findings and records without any answer; rows that are gone are such."""
    answered = {(entry.answer.of_finding, entry.answer.key) for entry in entries}
    answered |= set(by_key(earlier))
    findings = set(run.asked_findings()["finding_id"])
    records = set(run.asked_records()["record_key"])
    return (
        len(findings - {key for kind, key in answered if kind}),
        len(records - {key for kind, key in answered if not kind}),
    )
