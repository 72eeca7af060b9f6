"""What goes out after the decisions: proposals for the population database, lists per sector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from dancu_clean.deciding.choices import LABELS
from dancu_clean.deciding.decided import Decided
from dancu_clean.deciding.folder import Run
from dancu_clean.report.desk import ADDRESSES
from dancu_clean.report.handover import BOOKS, UPDATES
from dancu_clean.report.sheet import Book, Cell, Column, Filled
from dancu_clean.report.words import show_value
from dancu_clean.spec import Dataset

DC02, JUSTICE = "de_nghi_dc02.xlsx", "gui_tu_phap.xlsx"
_SECTORS = {
    "police": "cong_an",
    "health": "y_te",
    "social_affairs": "lao_dong_xa_hoi",
    "social_insurance": "bao_hiem_xa_hoi",
    "general": "don_vi_khac",
}
_WANTED = ("full_name", "birth_date", "sex", "personal_id", "commune")
_NO_PAPER = "Chưa ghi, cần bổ sung giấy tờ chứng minh"


def write_lists(
    run: Run, decided: Sequence[Decided], catalog: Mapping[str, Dataset], out: Path
) -> list[Path]:
    """Write the workbooks to hand over; a list without rows is left out."""
    people = _people(run)
    proposals = [one for one in decided if _new_value(one) is not None]
    files = [_proposals(run, proposals, people, out / DC02)] if proposals else []
    by_sector: dict[str, list[Decided]] = {}
    for one in decided:
        if one.choice != "verify":
            by_sector.setdefault(_file(one.subject.dataset, catalog), []).append(one)
    for name, mine in sorted(by_sector.items()):
        files.append(_decisions(run, mine, people, out / name))
    return files


def _people(run: Run) -> dict[str, dict[str, Any]]:
    """Return what identifies the records, by key."""
    records = run.records
    address = pd.Series(pd.NA, index=records.index, dtype="str")
    for name in ADDRESSES:
        if name in records:
            address = address.fillna(records[name])
    kept = records[[name for name in _WANTED if name in records]].assign(address=address)
    kept = kept.astype(object).where(kept.notna(), None).set_index(records["record_key"])
    kept = kept[~kept.index.duplicated()]
    return {
        str(key): {str(name): value for name, value in row.items()}
        for key, row in kept.to_dict("index").items()
    }


def _file(dataset: str, catalog: Mapping[str, Dataset]) -> str:
    if dataset in BOOKS:
        return JUSTICE
    sector = catalog[dataset].sector if dataset in catalog else dataset
    return f"gui_{_SECTORS.get(sector, sector)}.xlsx"


def _new_value(one: Decided) -> str | None:
    """Return what the population database should say, None where the decision asks nothing.

    Accepted where the rule blames the reference; kept where the list was found right against
    it: then the list's own value is proposed.
    """
    subject = one.subject
    if one.target == "reference":
        known = {update.rule: update.new for update in UPDATES}
        return known.get(subject.rule or "") or subject.value
    differs = subject.reference_value is not None and subject.value is not None
    if one.choice == "keep" and differs and subject.person_id and subject.finding_id:
        return subject.value
    return None


def _proposals(
    run: Run, decided: Sequence[Decided], people: Mapping[str, dict[str, Any]], path: Path
) -> Path:
    fields = {update.rule: update for update in UPDATES}
    rows, told = [], set()
    for one in decided:
        subject = one.subject
        update = fields.get(subject.rule or "") if one.target == "reference" else None
        name = update.field if update else str(subject.field)
        same = (subject.person_id or subject.record_key, name, _new_value(one))
        if same in told:  # two lists, or two findings, ask for one change
            continue
        told.add(same)
        have = subject.reference_value or (update.have if update else None)
        reason = update.reason if update else "Đã xem giấy tờ: danh sách ghi đúng, dân cư ghi khác"
        rows.append(
            (
                *_person(people.get(subject.record_key or "", {}), subject.person_id),
                run.labels.field("population", name),
                run.labels.value(name, have) if have else None,
                run.labels.value(name, str(_new_value(one))),
                _ground(run, one),
                one.ground or _NO_PAPER,
                reason,
                *_signed(one),
                subject.finding_id,
            )
        )
    columns = (
        *_PERSON,
        Column("Thông tin đề nghị cập nhật", 16),
        Column("Thông tin đã có", 17, "input"),
        Column("Thông tin mới", 18, "input"),
        Column("Căn cứ", 26),
        Column("Giấy tờ kèm theo", 20),
        Column("Lý do", 24),
        *_SIGNED,
        Column("Mã sai lệch", 18, "id"),
    )
    return _write(run, path, "Đề nghị DC02", columns, rows)


_PERSON = (
    Column("Họ và tên", 20),
    Column("Ngày sinh", 10.5, "centre"),
    Column("Giới tính", 6.5, "centre"),
    Column("Số ĐDCN", 13.5, "id"),
    Column("Nơi cư trú", 24),
    Column("Xã", 12),
)
_SIGNED = (Column("Người duyệt", 14), Column("Ngày duyệt", 10.5, "centre"))


def _person(person: Mapping[str, Any], number: str | None = None) -> tuple[Cell, ...]:
    born = person.get("birth_date")
    return (
        person.get("full_name"),
        show_value("birth_date", born) if born else None,
        person.get("sex"),
        number or person.get("personal_id"),
        person.get("address"),
        person.get("commune"),
    )


def _signed(one: Decided) -> tuple[Cell, ...]:
    return one.who, show_value(None, one.when) if one.when else None


def _ground(run: Run, one: Decided) -> str:
    subject = one.subject
    place = f"{subject.source_file}, dòng {subject.source_row}"
    return f"{run.labels.dataset(subject.dataset)} ({place})"


def _decisions(
    run: Run, decided: Sequence[Decided], people: Mapping[str, dict[str, Any]], path: Path
) -> Path:
    rows = []
    for one in decided:
        subject, name = one.subject, one.subject.field
        shown = [
            run.labels.value(name, text) if text else None
            for text in (subject.value_raw or subject.value, one.value)
        ]
        rows.append(
            (
                run.labels.dataset(subject.dataset),
                subject.source_file,
                subject.source_sheet,
                subject.source_row,
                *itemgetter(0, 1, 3)(_person(people.get(subject.record_key or "", {}))),
                run.labels.field(subject.dataset, name) if name else None,
                shown[0],
                LABELS.get(one.choice, one.choice),
                shown[1],
                subject.message,
                one.ground,
                *_signed(one),
                one.note,
                subject.key,
            )
        )
    columns = (
        Column("Danh sách", 20),
        Column("Tệp", 16),
        Column("Trang tính", 10, folded=True),
        Column("Dòng", 6, "whole"),
        *itemgetter(0, 1, 3)(_PERSON),
        Column("Trường", 14),
        Column("Giá trị trong danh sách", 17, "input"),
        Column("Đã quyết định", 14),
        Column("Giá trị được duyệt", 17, "input"),
        Column("Nội dung", 28),
        Column("Căn cứ", 20),
        *_SIGNED,
        Column("Ghi chú", 14),
        Column("Mã", 18, "id", folded=True),
    )
    return _write(run, path, "Đã quyết định", columns, rows)


def _write(
    run: Run, path: Path, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]
) -> Path:
    made = datetime.fromisoformat(str(run.info["as_of"])[:10])
    footer = f"dancu-clean, {title}"
    filled: list[Filled] = [
        (column, list(cells))
        for column, cells in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    with Book(path, title=title, footer=footer, made=made, run=run.id) as book:
        book.table(title, filled, frozen=1)
    return path
