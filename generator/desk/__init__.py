"""Beside step 5, desk: content as forms in a local browser, and what is saved → its files."""
