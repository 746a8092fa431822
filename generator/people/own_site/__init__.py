"""Beside the steps: a site of one's own: its first files, and what changes when the shared library does."""
