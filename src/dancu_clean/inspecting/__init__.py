"""What the reader saw in one table, as data and as a colleague would tell it."""

from dancu_clean.inspecting.describe import describe
from dancu_clean.inspecting.masking import mask
from dancu_clean.inspecting.render import render

__all__ = ["describe", "mask", "render"]
