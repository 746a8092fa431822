"""Step 0, cache: what is remembered from one run to the next, and the digests it is asked by."""
