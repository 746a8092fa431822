"""Beside the steps: an alert of an office → a notice drafted from our own sentences, for a person to complete."""
