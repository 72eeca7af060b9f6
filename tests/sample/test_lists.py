"""Lists and their truth stand side by side; what lies in sample_data is not stale."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from dancu_clean.sample import linkage_lists, write_sample
from dancu_clean.sample.__main__ import write_small
from dancu_clean.sample.write import SPECS

SAMPLE = Path(__file__).parents[2] / "sample_data"
CRITERIA = {"dung", "du", "sach", "song", "thong_nhat"}
OUTCOMES = {
    "exact", "variant", "year_only", "found_without_id", "ambiguous", "differs", "id_of_other",
    "id_malformed", "not_found", "duplicate", "deceased", "moved", "unreadable",
}  # fmt: skip


def cells(path: Path) -> list[list[str]]:
    """Return the cells of a file as text, rows as Excel counts them."""
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        return [list(table.column_names), *([str(cell) for cell in row] for row in rows)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [list(row) for row in csv.reader(file)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, 2500, 11, rows=260, reference_format="parquet")
    return folder


def test_sample_data_is_not_stale(tmp_path: Path) -> None:
    paths = write_small(tmp_path)
    assert len(paths) == 1 + 2 * len(SPECS)
    for path in paths:
        assert cells(path) == cells(SAMPLE / path.relative_to(tmp_path)), f"stale: {path.name}"


def test_sample_data_is_small_and_says_that_people_are_invented() -> None:
    assert sum(p.stat().st_size for p in SAMPLE.rglob("*") if p.is_file()) < 1_500_000
    assert "invented" in (SAMPLE / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("dataset", sorted(SPECS))
def test_truth_stands_beside_its_row(made: Path, dataset: str) -> None:
    spec = SPECS[dataset]
    rows = cells(made / "danh_sach" / f"{dataset}.{spec.container}")
    truth = cells(made / "truth" / f"{dataset}.csv")[1:]
    name = list(spec.headings).index("full_name") + 1
    reference = pd.read_parquet(made / "dan_cu.parquet")
    names = dict(zip(reference["personal_id"], reference["full_name"], strict=True))
    agreed = 0
    for source_row, person, kind, field, criterion, outcome in truth:
        row = rows[int(source_row) - 1]
        if kind == "clean":
            assert row[name].casefold() == names[person].casefold()
            agreed += 1
        if kind not in {"clean", "variant", "partner"}:
            assert set(criterion.split("|")) <= CRITERIA | {""}
            assert set(outcome.split("|")) <= OUTCOMES | {""}
            assert bool(field) == bool(criterion or outcome)
    assert agreed > 0.35 * len(truth)


@pytest.mark.parametrize("dataset", sorted(SPECS))
def test_twenty_kinds_of_faults_each(dataset: str) -> None:
    kinds = [fault.kind for fault in SPECS[dataset].faults]
    assert len(set(kinds)) == len(kinds)
    assert len(kinds) >= 20


@pytest.mark.parametrize("profile", ["ids75", "noid"])
def test_linkage_lists_know_the_truth(profile: str) -> None:
    reference, listed, truth = linkage_lists(3000, 800, profile, 4)  # type: ignore[arg-type]
    assert len(reference) == 3000
    assert len(listed) == len(truth) == 800
    assert truth.dropna().isin(reference["personal_id"]).all()
    strangers = truth.isna().mean()
    assert strangers == pytest.approx(0.03 if profile == "noid" else 0.01, abs=0.003)
    again = linkage_lists(3000, 800, profile, 4)[1]  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(listed, again)
    if profile == "noid":
        assert "personal_id" not in listed
    else:
        same = (listed["personal_id"] == truth)[truth.notna()].mean()
        assert 0.5 < same < 0.65
