"""What `validate` asks of a list: its columns by name, its rules bound to them, its blanks."""
