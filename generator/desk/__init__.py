"""Beside step 5, desk: content as forms in a browser on this machine, and what is saved back into its files."""
