"""Step 4, courses: a course → its looks in order, the same on pages, in packages and on slides."""
