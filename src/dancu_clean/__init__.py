"""Check lists of Vietnamese citizens against a population reference."""

__version__ = "0.1.0"
