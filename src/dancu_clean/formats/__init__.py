"""Containers → tables of text: one module per format, content decides which one reads a file."""
