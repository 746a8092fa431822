"""Step 3: records of campaigns: posts to send on, day after day. Mirrors ``model/campaigns.py``."""

from __future__ import annotations
