"""Beside step 5, serve: a site on this machine, made page by page while somebody edits."""
