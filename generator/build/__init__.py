"""Step 5: plan the targets of all products, make them, publish the site in one swap."""
