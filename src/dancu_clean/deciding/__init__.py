"""What people decided: workbooks that come back, what follows from them, what is remembered."""
