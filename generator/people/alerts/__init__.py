"""Beside the steps: an alert of an office → a notice in our own sentences, to be completed."""
