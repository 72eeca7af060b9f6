"""Files of one name in two folders, and a reference that is a folder: each has its digest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dancu_clean.pipeline import Job, run
from dancu_clean.spec import load_catalog

LIST = "Họ và tên,Ngày sinh,Giới tính,Số CCCD\nNguyễn Văn An,01/06/1990,Nam,038090001234\n"


def test_every_file_read_has_its_digest(tmp_path: Path) -> None:
    for folder in ("thon1", "thon2", "goc"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ds.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "goc" / "them.csv").write_text(
        LIST.replace("038090001234", "038090001235"), encoding="utf-8"
    )
    lists = (tmp_path / "thon1", tmp_path / "thon2")
    job = Job(lists, (tmp_path / "goc",), date(2026, 11, 23), load_catalog(None), "person_list")
    told = run(job, lambda _: None)[0].run
    assert list(told["inputs"]) == ["thon1/ds.csv", "thon2/ds.csv"]
    assert list(told["references"]) == ["ds.csv", "them.csv"]
    assert list(told["schemas"]) == ["person_list.yaml", "population.yaml"]
