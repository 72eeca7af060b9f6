"""Views of a finished run: the folder, its tables, the workbook and the explanations."""
