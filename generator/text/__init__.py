"""Step 0, text: letters, line breaks, fonts, languages, telephone numbers. Pure functions and tables."""
