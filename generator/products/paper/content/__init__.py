"""Step 4, what a paper says: blocks, words, and the facts in them, each with its day."""
