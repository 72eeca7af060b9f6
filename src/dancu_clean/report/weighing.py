"""What the weights of a candidate say, in sentences."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from dancu_clean.linkage.decide import SHARE_PRESENT
from dancu_clean.report.words import FIELDS, show_number

Row = dict[str, Any]


def say(lang: str, vi: str, en: str) -> str:
    """Return the text in the language asked for."""
    return en if lang == "en" else vi


def weighed(weight: Any, lang: str) -> str:
    """Say how much one field speaks for or against."""
    if weight is None or pd.isna(weight):
        return ""
    value = float(weight)
    if abs(value) < 0.05:
        return say(lang, ", không nói lên điều gì", ", says nothing")
    figure = show_number(abs(value), 1) if lang != "en" else f"{abs(value):.1f}"
    if value > 0:
        return say(lang, f", ủng hộ (+{figure})", f", speaks for (+{figure})")
    return say(lang, f", chống lại (−{figure})", f", speaks against (−{figure})")


def summed(link: Row, lang: str) -> str:
    """Add the weights of a candidate up."""
    weights = [value for name, value in link.items() if name.endswith("_weight")]
    total = sum(float(value) for value in weights if value is not None and not pd.isna(value))
    return say(lang, f"Cộng các điểm: {_signed(total)}.", f"Sum: {total:+.1f}.")


def limit_of(people: int, lang: str) -> str:
    """Say from which sum on a person is likelier than nobody: points are doublings of odds."""
    limit = math.log2(people * (1 - SHARE_PRESENT) / SHARE_PRESENT)
    return say(
        lang,
        f"Mỗi điểm làm khả năng tăng gấp đôi. Người có tổng trên {_signed(limit)} thì khả năng "
        f"đúng cao hơn khả năng không có ai trong {show_number(people)} người của dữ liệu dân cư; "
        "hai người có tổng gần nhau thì phải chọn.",
        f"Each point doubles the odds. Above {limit:+.1f} a person is likelier than nobody among "
        f"the {people:,} of the reference; of two with sums close together one must be chosen.",
    )


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{show_number(abs(value), 1)}"


def lost(links: list[Row], lang: str) -> list[str]:
    """Say why the candidates behind the first one lost: the field that told them apart most."""
    lines = []
    weights = [name for name in (links[0] if links else {}) if name.endswith("_weight")]
    for link in links[1:]:
        gaps = {
            name[: -len("_weight")]: float(links[0][name] or 0) - float(link[name] or 0)
            for name in weights
        }
        worst = max(gaps, key=lambda name: gaps[name], default=None)
        rank = int(link["rank"])
        if worst is None or gaps[worst] < 0.05:
            lines.append(
                say(lang, f"Người {rank} khớp ngang người 1: danh sách thiếu thông tin để chọn.",
                     f"Person {rank} fits as well as person 1: the list cannot tell them apart.")
            )  # fmt: skip
            continue
        label = worst if lang == "en" else FIELDS.get(worst, worst).lower()
        gap = show_number(gaps[worst], 1) if lang != "en" else f"{gaps[worst]:.1f}"
        lines.append(
            say(lang, f"Người {rank} kém người 1 nhiều nhất ở {label} (kém {gap}).",
                 f"Person {rank} falls behind person 1 most in {label} (by {gap}).")
        )  # fmt: skip
    return ["", *lines] if lines else []
