"""What goes to others: `Đề nghị DC02` (population database), `Gửi tư pháp` (civil-status books).

Both are views of the findings. Which finding goes where, and why, is said in two tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dancu_clean.report.desk import PLACE, Desk, Labels, cells, dates, mapped, whole
from dancu_clean.report.review import SEVERITY_TINTS, field_labels, shown, text
from dancu_clean.report.sheet import Book, Column, Filled
from dancu_clean.report.words import SEVERITIES, show_value

BOOKS = {
    "birth_registration": "Sổ khai sinh",
    "marriage_registration": "Sổ kết hôn",
    "death_registration": "Sổ khai tử",
}
_ENTRY = ("registration_no", "registration_book", "registration_date", "registration_place")
_SPOUSE = {name: f"spouse_{name}" for name in ("full_name", "birth_date")}


@dataclass(frozen=True)
class Update:
    """A rule whose finding says that the population database may need a new value.

    `new` is that value where the rule knows it, else the list's own is proposed; `have` stands
    for a reference that says nothing; `datasets` limits the rule to lists that can prove it.
    """

    rule: str
    field: str
    reason: str
    new: str | None = None
    have: str | None = None
    datasets: tuple[str, ...] = ()


UPDATES = (
    Update("life.death_not_updated", "life_status", "Đã đăng ký khai tử, dân cư còn ghi sống",
           new="deceased", have="alive"),
    Update("life.note_deceased", "life_status",
           "Danh sách ghi đã chết; kèm trích lục khai tử khi đề nghị",
           new="deceased", have="alive"),
    Update("life.note_moved", "life_status", "Danh sách ghi đã chuyển đi; cần xác minh nơi ở",
           new="moved", have="alive"),
    Update("death_date.differs", "death_date", "Ngày chết trong sổ khai tử khác dân cư",
           datasets=("death_registration",)),
    Update("marriage.status_not_updated", "marital_status",
           "Đã đăng ký kết hôn, dân cư chưa cập nhật", new="Đang có vợ/chồng"),
    Update("birth_date.reference_incomplete", "birth_date",
           "Dân cư chưa có đủ ngày, tháng, năm sinh"),
    Update("birth_date.reference_placeholder", "birth_date",
           "Dân cư ghi 01/01, có thể chỉ biết năm sinh; cần giấy tờ hộ tịch"),
)  # fmt: skip


@dataclass(frozen=True)
class Task:
    """A kind of finding that the justice officer settles; the first that fits names the row.

    `rules` are codes or beginnings of codes (with a final dot), none for any; `books` are the
    datasets it is about; `fields` limits it further; `against` asks for a reference value.
    """

    title: str
    rules: tuple[str, ...] = ()
    books: tuple[str, ...] = tuple(BOOKS)
    fields: tuple[str, ...] = ()
    against: bool = False


_ANY = ()
TASKS = (
    Task("Đã khai tử, dân cư còn ghi sống", ("life.death_not_updated",), _ANY),
    Task("Dân cư ghi đã chết, sổ khai tử chưa có", ("coverage.death_missing",), _ANY),
    Task("Khai sinh chưa có trong dân cư", ("birth.no_population",), _ANY),
    Task("Dân cư đã có, sổ khai sinh chưa có", ("coverage.birth_missing",), _ANY),
    Task("Khai sinh chưa có số định danh",
         ("required.missing", "personal_id.filler", "personal_id.missing_found"),
         ("birth_registration",), ("personal_id",)),
    Task("Kết hôn và dân cư không khớp",
         ("marriage.status_not_updated", "marriage.after_death", "spouse.not_found",
          "sources.marriage"), _ANY),
    Task("Người được ghi trong sổ đã chết", ("relative.deceased",)),
    Task("Sổ thiếu thông tin, dân cư đã có", ("required.",), against=True),
    Task("Cha, mẹ, vợ, chồng khác dân cư", ("relative.",)),
    Task("Cha, mẹ, vợ, chồng khác dân cư", (), tuple(BOOKS),
         ("father_name", "father_id", "mother_name", "mother_id", "spouse_name", "spouse_id",
          "spouse_birth_date"), against=True),
    Task("Sổ hộ tịch khác dân cư", against=True),
    Task("Nội dung sổ cần kiểm tra lại",
         ("registration", "marriage.", "parents.", "mother.", "father.", "spouse.",
          "date.before_birth", "duplicate.")),
)  # fmt: skip


def write_updates(book: Book, desk: Desk) -> None:
    """Write `Đề nghị DC02`: where the population database seems to need an update."""
    table = _updates(desk)
    columns: list[Filled] = [
        (Column("Mã sai lệch", 14.5, "id"), cells(table["finding_id"])),
        (Column("Họ và tên", 20), cells(table["full_name"])),
        (Column("Ngày sinh", 10.5, "centre"), dates(table["birth_date"])),
        (Column("Giới tính", 6.5, "centre"), cells(table["sex"])),
        (Column("Số ĐDCN", 13.5, "id"), cells(table["_number"])),
        (Column("Nơi thường trú", 24), cells(table["address"])),
        (Column("Thông tin đề nghị cập nhật", 14), cells(table["_label"])),
        (Column("Thông tin đã có", 16, "input"), cells(table["_have"])),
        (Column("Thông tin mới", 18, "input"), cells(table["_new"])),
        (Column("Căn cứ", 26), cells(table["_ground"])),
        (Column("Lý do", 24), cells(table["_reason"])),
        (Column("Xã", 12), cells(table["commune"])),
    ]
    book.table("Đề nghị DC02", columns, frozen=2)


def _updates(desk: Desk) -> pd.DataFrame:
    """Return one row a person and field, the surest ground first."""
    rules: dict[str, Update] = {update.rule: update for update in UPDATES}
    found = desk.findings[desk.findings["rule"].isin(list(rules))]
    for update in UPDATES:
        if update.datasets:
            proven = found["dataset"].isin(update.datasets)
            found = found[(found["rule"] != update.rule) | proven]
    table = _with_entries(found, desk)
    table = _other_spouse(table)
    table["_order"] = table["rule"].map({update.rule: at for at, update in enumerate(UPDATES)})
    table["_field"] = table["rule"].map({rule: update.field for rule, update in rules.items()})
    table["_reason"] = table["rule"].map({rule: update.reason for rule, update in rules.items()})
    table["_who"] = table["_number"].fillna(table["record_key"]).fillna(table["finding_id"])
    # The whole order decides which ground stands: civil-status books before other lists.
    table["_book"] = ~table["dataset"].isin(list(BOOKS))
    table = table.sort_values(["_order", "_book"], kind="stable")
    table = table.drop_duplicates(["_who", "_field"]).reset_index(drop=True)
    rows = _dicts(table)
    changes = [_change(rules[str(row["rule"])], row, desk.labels) for row in rows]
    table["_label"] = [desk.labels.field("population", name) for name in table["_field"]]
    table["_have"], table["_new"] = zip(*changes, strict=True) if changes else ((), ())
    table["_ground"] = [_ground(row, desk.labels) for row in rows]
    return table


def _dicts(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _with_entries(found: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Put the number of the person and the entry in the book beside each finding."""
    wanted = (*_ENTRY, "death_date", "spouse_full_name", "spouse_birth_date", "spouse_id")
    records = desk.records.rename(columns={"spouse_name": "spouse_full_name"})
    known = records[[*PLACE, *[name for name in wanted if name in records]]]
    known = known.assign(source_row=known["source_row"].astype("Int64")).drop_duplicates(PLACE)
    out = found.merge(known, on=PLACE, how="left")
    for name in wanted:
        if name not in out:
            out[name] = pd.Series(pd.NA, index=out.index, dtype="str")
    number = out["personal_id"].where(out["finding_person_id"].isna(), out["finding_person_id"])
    return out.assign(_number=number)


def _other_spouse(table: pd.DataFrame) -> pd.DataFrame:
    """Put the second spouse where a finding is about her, not about the record's person."""
    wife = table["field"].fillna("").str.startswith("spouse_")
    changed = {name: table[name].mask(wife, table[other]) for name, other in _SPOUSE.items()}
    changed["sex"] = table["sex"].mask(wife)
    changed["address"] = table["address"].mask(wife)
    return table.assign(_number=table["_number"].mask(wife, table["spouse_id"]), **changed)


def _change(
    update: Update, row: dict[str, object], labels: Labels
) -> tuple[str | None, str | None]:
    """Return what the population database has and what it should have, as people write it."""
    have = text(row["reference_value"]) or update.have
    new = update.new or text(row["value"]) or text(row["value_raw"])
    if update.new == "deceased" and text(row["death_date"]):
        day = show_value("death_date", text(row["death_date"]))
        return _shown(update, have, labels), f"{labels.value(update.field, new)}, ngày {day}"
    return _shown(update, have, labels), _shown(update, new, labels)


def _shown(update: Update, value: str | None, labels: Labels) -> str | None:
    return labels.value(update.field, value) if value else None


def _ground(row: dict[str, object], labels: Labels) -> str:
    """Name the paper: the book and its entry, else the list and its row."""
    dataset = text(row["dataset"])
    entry = _entry(row)
    if dataset in BOOKS and entry:
        return f"{BOOKS[dataset]} {entry}"
    place = f"{text(row['source_file'])}, dòng {text(row['source_row'])}"
    return f"{labels.dataset(dataset)} ({place})"


def _entry(row: dict[str, object]) -> str:
    number, volume, day, _ = (text(row[name]) for name in _ENTRY)
    parts = [
        f"số {number}" if number else "",
        f"quyển {volume}" if volume else "",
        f"ngày {show_value('registration_date', day)}" if day else "",
    ]
    return ", ".join(part for part in parts if part)


def write_justice(book: Book, desk: Desk) -> None:
    """Write `Gửi tư pháp`: where the civil-status books and the population data disagree."""
    table = _justice(desk)
    rows = _dicts(table)
    theirs = shown(table, "reference_value", desk.labels)
    against: list[Filled] = [(Column("Trong CSDL dân cư", 17, "input"), theirs)]
    columns: list[Filled] = [
        (Column("Mã sai lệch", 14.5, "id"), cells(table["finding_id"])),
        (Column("Họ và tên", 20), cells(table["full_name"])),
        (Column("Ngày sinh", 10.5, "centre"), dates(table["birth_date"])),
        (Column("Số ĐDCN", 13.5, "id"), cells(table["personal_id"])),
        (Column("Việc cần xử lý", 19), cells(table["_task"])),
        (
            Column("Mức độ", 9.5, "centre", SEVERITY_TINTS),
            mapped(table["severity"], lambda name: SEVERITIES.get(name, name)),
        ),
        (
            Column("Sổ", 14),
            mapped(table["dataset"], lambda name: BOOKS.get(name) or desk.labels.dataset(name)),
        ),
        (Column("Số, quyển, ngày đăng ký", 27), [_entry(row) or None for row in rows]),
        (Column("Trường", 13), field_labels(table, desk.labels)),
        (Column("Trong sổ hộ tịch", 17, "input"), shown(table, "_ours", desk.labels)),
        *(against if desk.compared else []),
        (Column("Nội dung", 30), cells(table["message"])),
        (Column("Tệp", 14, folded=desk.one_file), cells(table["source_file"])),
        (Column("Dòng", 6, "whole"), whole(table["source_row"])),
    ]
    book.table("Gửi tư pháp", columns, frozen=2)


def _justice(desk: Desk) -> pd.DataFrame:
    """Return the findings of the officer's tasks, in the order of the tasks."""
    found = desk.findings[desk.findings["severity"] != "info"]
    task = pd.Series(-1, index=found.index)
    for at, wanted in enumerate(TASKS):
        task = task.mask((task < 0) & _fits(wanted, found), at)
    mine = task >= 0
    table = _with_entries(found[mine].assign(_at=task[mine]), desk)
    table["_task"] = table["_at"].map({at: wanted.title for at, wanted in enumerate(TASKS)})
    table["_ours"] = table["value"].fillna(table["value_raw"])
    # Who is missing from a book has no row of it: the population data says who it is.
    absent = table["source_row"].isna()
    table["full_name"] = table["full_name"].mask(absent, table["reference_value"])
    table["personal_id"] = table["personal_id"].mask(absent, table["finding_person_id"])
    return table.sort_values("_at", kind="stable", ignore_index=True)


def _fits(task: Task, found: pd.DataFrame) -> pd.Series:
    """Tell the findings that a task is about."""
    fits = pd.Series(True, index=found.index)
    if task.rules:
        fits &= found["rule"].str.startswith(task.rules)
    if task.books:
        fits &= found["dataset"].isin(task.books)
    if task.fields:
        fits &= found["field"].isin(task.fields)
    if task.against:
        fits &= found["reference_value"].notna()
    return fits
