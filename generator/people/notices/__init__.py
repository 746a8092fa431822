"""Beside the steps: what an editor types at night → a notice, and the texts to read first."""
