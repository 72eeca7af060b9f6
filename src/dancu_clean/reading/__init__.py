"""From a sheet of text to fields: header, headings, dataset, rows that are no records."""
