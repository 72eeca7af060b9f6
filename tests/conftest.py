"""What holds for all tests: a property is judged by its truth, not by how busy a machine is."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("dancu-clean", deadline=None)
settings.load_profile("dancu-clean")
