"""Step 3: the record of a line of who helps with what. Mirrors ``model/referrals.py``."""

from __future__ import annotations
