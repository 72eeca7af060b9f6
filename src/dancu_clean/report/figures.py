"""`Tổng hợp`: the figures of a run on a page or two, with native charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dancu_clean.registry import RULES
from dancu_clean.report.charts import INDEX_ROWS, index_chart, outcome_chart
from dancu_clean.report.desk import Desk
from dancu_clean.report.page import ACROSS, FIRST, OTHER, Page, Styled
from dancu_clean.report.sheet import LINE_HEIGHT, Book, line_count
from dancu_clean.report.titles import plain_title
from dancu_clean.report.words import CRITERIA, OUTCOMES, SEVERITIES, show_number

BAND_TINTS = {"green": "green", "yellow": "amber", "red": "red"}
SHORT = ("dung", "du", "sach", "song")
GROUPS = (
    ("Khớp", ("exact", "variant", "year_only")),
    ("Thiếu số, tìm được", ("found_without_id",)),
    ("Sai lệch thông tin", ("differs",)),
    ("Số của người khác", ("id_of_other",)),
    ("Nhiều người có thể", ("ambiguous",)),
    ("Không tìm thấy", ("not_found", "id_malformed")),
    ("Trùng", ("duplicate",)),
    ("Đã chết, mất tích", ("deceased",)),
    ("Chuyển đi", ("moved",)),
    ("Không kiểm tra được", ("unreadable",)),
)
_BAND_WORDS = {"green": "Tốt", "yellow": "Cần rà soát", "red": "Kém"}
_FIELDS_SHOWN = 25
_HOW = (
    "Chỉ số = số đạt / số đã kiểm tra × 100, bình quân theo quy tắc, tiêu chí, trường. Xanh: từ "
    "90; vàng: từ 75; đỏ: dưới 75. Riêng số định danh phải đạt 100 (Công văn 4856/BCA-TTDLQG)."
)


def write_summary(book: Book, desk: Desk) -> None:
    """Write `Tổng hợp`: sentences, the four words, outcomes, lists, fields, rules, two charts."""
    summary = desk.report.summary
    page = Page(book, "Tổng hợp")
    page.sheet.set_row(0, 26)
    page.across(0, ACROSS - 1, "TỔNG HỢP KẾT QUẢ LÀM SẠCH DỮ LIỆU", "headline")
    page.row += 1
    for sentence in _sentences(summary, compared=desk.compared):
        page.wide(sentence, "text")
    page.row += 1
    _top(page, summary)
    page.wide(_HOW, "note")
    groups = shown_groups(desk)
    table = _lists(page, summary["datasets"], groups)
    page.row += 1
    page.sheet.set_h_pagebreaks([page.row])
    if desk.compared:
        outcome_chart(page, len(summary["datasets"]), table)
    _fields(page, summary)
    _rules(page, summary)


def _sentences(summary: dict[str, Any], *, compared: bool) -> list[str]:
    """Say in words what the figures say."""
    total, counts = summary["records"], summary["outcomes"]
    lists = show_number(len(summary["datasets"]))
    out = [f"Đã kiểm tra {show_number(total)} bản ghi của {lists} loại danh sách."]
    if compared and total:
        good = sum(counts.get(name, 0) for name in GROUPS[0][1])
        unknown = counts.get("not_found", 0) + counts.get("id_malformed", 0)
        share = show_number(100 * good / total, 1)
        rest = (
            (counts.get("differs", 0), "đúng người nhưng sai lệch"),
            (unknown, "không tìm thấy người"),
            (counts.get("deceased", 0), "đã chết hoặc mất tích"),
        )
        parts = [f"{show_number(good)} bản ghi ({share} %) khớp với dữ liệu dân cư"]
        parts += [f"{show_number(number)} {words}" for number, words in rest if number]
        out.append("; ".join(parts) + ".")
    found = summary["severities"]
    parts = [f"{show_number(found[name])} {SEVERITIES[name].lower()}" for name in found]
    out.append(f"Sai lệch đã ghi nhận: {', '.join(parts)}." if parts else "Không có sai lệch nào.")
    return out


def _top(page: Page, summary: dict[str, Any]) -> None:
    """Write the criteria with their chart at the left, the outcomes at the right."""
    page.section("1. Chỉ số theo tiêu chí và kết quả chung")
    left = _criteria(summary)
    right = _outcomes(summary)
    page.sheet.set_row(page.row, 2 * LINE_HEIGHT + 3)
    page.heads(("Tiêu chí", "Chỉ số (0 đến 100)", "Đánh giá", "Bản ghi có lỗi", "Không lỗi (%)"))
    page.across(7, 10, "Kết quả của bản ghi", "head")
    page.heads(("Số bản ghi", "Tỷ lệ (%)"), 11)
    page.row += 1
    first = page.row
    for at in range(max(len(left) + (INDEX_ROWS if left else 0), len(right))):
        if at < len(left):
            page.styled(left[at])
        if at < len(right):
            label, *figures = right[at]
            page.across(7, 10, label[0], *label[1], "grid")
            page.styled(figures, 11)
        page.row += 1
    if left:
        index_chart(page, summary, first, len(left))


def _criteria(summary: dict[str, Any]) -> list[list[Styled]]:
    rows: list[list[Styled]] = []
    for name, label in [*CRITERIA.items(), ("total", "Chung")]:
        found = summary["index"].get(name)
        if found:
            tint = BAND_TINTS[found["band"]]
            rows.append(
                [
                    (label, ("label",)),
                    (found["index"], ("index", tint)),
                    (_BAND_WORDS[found["band"]], ("centre", tint)),
                    (found["faulty_records"], ("count",)),
                    (found["faultless_percent"], ("percent",)),
                ]
            )
    return rows


def _outcomes(summary: dict[str, Any]) -> list[list[Styled]]:
    total = summary["records"] or 1
    rows: list[list[Styled]] = [
        [(OUTCOMES[name], ("text",)), (count, ("whole",)), (100 * count / total, ("percent",))]
        for name, count in summary["outcomes"].items()
    ]
    if rest := summary["records"] - sum(summary["outcomes"].values()):
        alone = "Chưa đối sánh với dữ liệu dân cư"
        rows.append([(alone, ("text",)), (rest, ("whole",)), (100 * rest / total, ("percent",))])
    last: list[Styled] = [
        ("Tổng số bản ghi", ("total", "left")), (summary["records"], ("total",)), (None, ("total",))
    ]  # fmt: skip
    return [*rows, last]


def shown_groups(desk: Desk) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the groups of outcomes that this run can have: without a reference but few."""
    counts = desk.report.summary["outcomes"]
    return tuple(group for group in GROUPS if desk.compared or any(n in counts for n in group[1]))


def _lists(
    page: Page, datasets: list[dict[str, Any]], groups: Sequence[tuple[str, tuple[str, ...]]]
) -> int:
    """Write one row a list; returns the first of them."""
    page.section("2. Kết quả của từng danh sách (số bản ghi)")
    page.sheet.set_row(page.row, 3 * LINE_HEIGHT + 3)
    titles = [title for title, _ in groups]
    page.heads(("Danh sách", "Số bản ghi", *titles, "Lỗi", "Cảnh báo"))
    page.row += 1
    first = page.row
    for entry in datasets:
        counts = [sum(entry["outcomes"].get(n, 0) for n in names) for _, names in groups]
        faults = [entry["severities"].get(name, 0) for name in ("error", "warning")]
        page.sheet.set_row(page.row, LINE_HEIGHT * line_count(entry["title"], FIRST))
        page.styled(
            [
                (entry["title"], ("text",)),
                (entry["records"], ("whole",)),
                *[(count, ("count",)) for count in (*counts, *faults)],
            ]
        )
        page.row += 1
    return first


def _fields(page: Page, summary: dict[str, Any]) -> None:
    faulty = [entry for entry in summary["fields"] if entry["findings"]]
    if not faulty:
        return
    faulty.sort(key=lambda e: (-e["findings"], e["dataset"], e["label"]))
    more = f" ({_FIELDS_SHOWN} trường nhiều sai lệch nhất)" if len(faulty) > _FIELDS_SHOWN else ""
    page.section(f"3. Theo trường thông tin{more}")
    page.sheet.set_row(page.row, 2 * LINE_HEIGHT + 3)
    page.heads(("Trường",))
    page.across(1, 5, "Danh sách", "head")
    page.heads(("Số sai lệch", "Chỉ số chung", *[CRITERIA[name] for name in SHORT]), 6)
    page.row += 1
    titles = {entry["dataset"]: entry["title"] for entry in summary["datasets"]}
    for entry in faulty[:_FIELDS_SHOWN]:
        title = titles.get(entry["dataset"], entry["dataset"])
        lines = max(line_count(title, 6 * OTHER), line_count(entry["label"], FIRST))
        page.sheet.set_row(page.row, LINE_HEIGHT * lines)
        page.styled([(entry["label"], ("text",))])
        page.across(1, 5, title, "text", "grid")
        figures = [_figure(entry["index"].get(name)) for name in ("total", *SHORT)]
        page.styled([(entry["findings"], ("whole",)), *figures], 6)
        page.row += 1
    page.row += 1


def _figure(found: dict[str, Any] | None) -> Styled:
    if not found:
        return None, ("index",)
    return found["index"], ("index", BAND_TINTS[found["band"]])


def _rules(page: Page, summary: dict[str, Any]) -> None:
    faulty = [entry for entry in summary["rules"] if entry["findings"]]
    if not faulty:
        return
    page.section("4. Theo nội dung kiểm tra (căn cứ pháp lý ở trang Luật)")
    page.sheet.set_row(page.row, 2 * LINE_HEIGHT + 3)
    page.across(0, 5, "Nội dung kiểm tra", "head")
    page.heads(("Tiêu chí", "Số sai lệch", *SEVERITIES.values(), "Tỷ lệ đạt (%)"), 6)
    page.row += 1
    for entry in sorted(faulty, key=lambda e: (-e["findings"], e["rule"])):
        rule = RULES.get(entry["rule"])
        title = plain_title(rule.title, rule.code) if rule else entry["rule"]
        page.sheet.set_row(page.row, LINE_HEIGHT * line_count(title, FIRST + 5 * OTHER))
        page.across(0, 5, title, "text", "grid")
        tint = BAND_TINTS.get(entry["band"] or "", "grey")
        page.styled(
            [
                (CRITERIA[entry["criterion"]], ("centre",)),
                (entry["findings"], ("whole",)),
                *[(entry["severities"].get(name), ("whole",)) for name in SEVERITIES],
                (entry["index"], ("index", tint)),
            ],
            6,
        )
        page.row += 1
