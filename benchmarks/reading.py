"""How long the reading of large files takes, and how much memory, beside pandas in one run.

    python benchmarks/reading.py [--rows 100000] [--records 1000000]

A workbook of 20 columns against pandas with openpyxl, a CSV of 7 columns against pandas' C
parser with every column as text. Each reading is a process of its own; `read` is the whole step
(container, header, columns, rows), `open` the container alone. Ratios of one run can be compared,
seconds of two runs on a shared machine cannot.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import xlsxwriter

ROOT = Path(__file__).resolve().parents[1]
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"]
MIDDLE = ["Văn", "Thị", "Đức", "Hữu", "Minh", "Ngọc", "Thanh", "Quang", "Xuân", "Kim"]
GIVEN = ["An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hải", "Hằng", "Hòa", "Hùng", "Hương",
         "Lan", "Linh", "Mai", "Nam", "Sơn", "Tuấn"]  # fmt: skip
HEAD = ["file", "reader", "seconds", "CPU seconds", "MB", "CPU of pandas to this"]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Địa chỉ", "Số điện thoại"]
MORE = ["Dân tộc", "Tôn giáo", "Quốc tịch", "Quê quán", "Mã hộ", "Quan hệ với chủ hộ", "Số BHXH",
        "Mã thẻ BHYT", "Mức hưởng", "Từ ngày", "Ghi chú", "Ngày cấp", "Nơi cấp"]  # fmt: skip
PROGRAM = """
import resource, sys, time
from pathlib import Path
path, how = Path(sys.argv[1]), sys.argv[2]
if how == "open":
    from dancu_clean.formats.open import open_tables as read
elif how == "read":
    from dancu_clean.spec import load_catalog
    from dancu_clean.steps.read import read_sources
    catalog = load_catalog()
    read = lambda path: read_sources([path], catalog)
else:
    import pandas
    made = pandas.read_excel if path.suffix == ".xlsx" else pandas.read_csv
    read = lambda path: made(path, dtype=str)
clock, cpu = time.perf_counter(), time.process_time()
result = read(path)
print(time.perf_counter() - clock, time.process_time() - cpu,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def person(chance: random.Random, number: int) -> list[Any]:
    year, female = chance.randint(1940, 2015), chance.random() < 0.5
    digit = (0 if year < 2000 else 2) + female
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    born = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{year}"
    number_of = f"066{digit}{year % 100:02}{chance.randrange(10**6):06}"
    address = f"Thôn {chance.randint(1, 20)}, xã Ea Kao, Đắk Lắk"
    phone = f"09{chance.randrange(10**8):08}"
    return [number, name, born, "Nữ" if female else "Nam", number_of, address, phone]


def write_csv(path: Path, records: int) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(person(chance, number) for number in range(1, records + 1))


def write_workbook(path: Path, rows: int) -> None:
    chance = random.Random(1)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADER + MORE)
        for row in range(1, rows + 1):
            cells = [*person(chance, row), "Kinh", "Không", "Việt Nam", "Xã Hòa Thắng, Đắk Lắk",
                     f"H{row // 4:06}", "Con", f"66{chance.randrange(10**8):08}",
                     f"GD466{chance.randrange(10**10):010}", 360000]  # fmt: skip
            sheet.write_row(row, 0, cells)
            sheet.write_datetime(row, 16, dt.datetime(2020, 1, 1), day)
            sheet.write_datetime(row, 18, dt.datetime(2021, 1, 1 + row % 28), day)
            sheet.write_string(row, 19, "Cục Cảnh sát QLHC về TTXH")


def measure(path: Path, how: str) -> dict[str, float]:
    """Return seconds, seconds of the processor and peak memory in MB of one reading."""
    command = [sys.executable, "-c", PROGRAM, str(path), how]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT / "src")
    seconds, cpu, memory = map(float, done.stdout.split())
    return {"seconds": seconds, "cpu": cpu, "memory_mb": memory}


def measured(rows: int, records: int) -> list[list[str]]:
    """Return a line per file and reader, each beside what pandas needs for the same file."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        book, text = Path(folder) / "ds.xlsx", Path(folder) / "ds.csv"
        write_workbook(book, rows)
        write_csv(text, records)
        for path, what in ((book, f"xlsx {rows:,} × 20"), (text, f"csv {records:,} × 7")):
            found = {how: measure(path, how) for how in ("open", "read", "pandas")}
            for how, r in found.items():
                ratio = found["pandas"]["cpu"] / r["cpu"]
                lines.append([what, how, f"{r['seconds']:.1f}", f"{r['cpu']:.1f}",
                              f"{r['memory_mb']:.0f}", f"{ratio:.1f}"])  # fmt: skip
    return lines


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    args = parser.parse_args()
    for line in [HEAD, ["---"] * len(HEAD), *measured(args.rows, args.records)]:
        print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main()
