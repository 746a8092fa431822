"""Step 4: what those who assist read → targets. Consent first: ``consent.shown``."""

from .pages import assets_of, plan, plan_above

__all__ = ["assets_of", "plan", "plan_above"]
