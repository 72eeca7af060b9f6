"""What a linked pair says: field by field, life state, outcome, and the findings' final form."""
