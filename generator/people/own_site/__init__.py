"""Beside the steps: the first files of a site of one's own, and what a new library changes."""
