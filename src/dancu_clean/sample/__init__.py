"""Invented people and the dirty lists a clerk would have of them, with the truth beside.

Nobody in these files exists. Everything follows from the seed: no clock, no hash order.
"""

from dancu_clean.sample.linkage import linkage_lists
from dancu_clean.sample.people import make_people
from dancu_clean.sample.write import write_sample

__all__ = ["linkage_lists", "make_people", "write_sample"]
