"""Step 6, the command line. Thin: it reads options, calls the steps and prints; only it prints."""
