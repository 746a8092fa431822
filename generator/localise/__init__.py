"""Step 3, localise: content models and catalogs → one ``Advisory`` for each corridor and locale."""
