"""Beside the steps: rows of text → tables that people open in a spreadsheet, and tables → rows."""
