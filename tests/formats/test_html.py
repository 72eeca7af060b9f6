from __future__ import annotations

from pathlib import Path

import pytest

from dancu_clean.formats.open import open_tables

CASES = {
    "plain": ("<table><tr><td>a<td>b<tr><td>c</table>", [["a", "b"], ["c", ""]]),
    "break": ("<table><tr><td>a<br>b<p>c</table>", [["a\nb\nc"]]),
    "spaces": ("<table><tr><td> a \n  b&nbsp;c <td>&nbsp;</table>", [["a b c"]]),
    "entities": ("<table><tr><td>&#7877;&amp;&lt;</table>", [["ễ&<"]]),
    "title": ("<h1>T</h1>x<table><caption>C</caption><tr><td>a</table>",
              [["T"], ["x"], ["C"], ["a"]]),
    "tall": ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [["a", "b"], ["", "c"]]),
    "wide": ("<table><tr><td colspan=2>a<td>b</table>", [["a", "", "b"]]),
    "nested": ("<table><tr><td>o<table><tr><td>a<td>b</table></table>", [["o", ""], ["a", "b"]]),
    "script": ("<table><script>x<td></script><tr><td>a</table>", [["a"]]),
    "nonsense span": ("<table><tr><td colspan=x rowspan=-3>a<td>b</table>", [["a", "b"]]),
    "number": ('<table><tr><td x:num="66185004321">6.62E+10</table>', [["66185004321"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_page(tmp_path: Path, name: str) -> None:
    page, rows = CASES[name]
    path = tmp_path / "ds.xls"
    path.write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    (grid,) = open_tables(path)
    assert grid.head(9) == rows


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1252", "utf-8"), ("x-nothing", "utf-8"), ("utf-16", "utf-16")],
)
def test_bytes_count_before_what_the_page_says(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "ds.htm"
    page = f'<html><meta charset="{charset}"><table><tr><td>Nguyễn</table></html>'
    path.write_bytes(page.encode(encoding))
    assert open_tables(path)[0].head(1) == [["Nguyễn"]]
