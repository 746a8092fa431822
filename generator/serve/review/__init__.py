"""Beside step 5, review: two states of the content → a folder of changed places, before and after.

``state`` reads a state, ``sentences`` says what was written differently, ``places`` finds the pages
and papers that differ, ``made`` makes both sides of these alone, ``folder`` writes what a browser
opens without us.
"""
