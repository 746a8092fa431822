"""Script: pure functions on text, for line breaks, markup, fonts and shaping. Part of step 3."""
