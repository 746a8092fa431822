"""Step 5: targets of all products → the site, published in one swap."""
