"""Beside step 4: human voices: what to speak, what was recorded, who has heard it."""
