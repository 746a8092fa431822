"""Step 4, editions: what was printed on which paper, and whether it is still true."""
