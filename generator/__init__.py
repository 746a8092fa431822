"""Turn checked YAML facts into advisory sites and leaflets for migrants in crises."""

__version__ = "2026.11.0"
