"""Beside the steps: pictures are tested with readers, as words are read by a second person."""
