"""Step 4, how a paper is laid out: sheets, style, and the type size at which everything fits."""
