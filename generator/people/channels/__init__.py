"""Beside step 4: what two people sign before it is sent, and the file in which that stands."""
