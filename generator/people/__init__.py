"""Beside step 4, people: what goes out to translators, country teams and staff, and comes back."""
