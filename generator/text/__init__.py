"""Step 0, text: letters, line breaks, fonts, languages, telephone numbers: functions and tables."""
