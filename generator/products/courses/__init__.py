"""Step 4, courses: a course → what is shown of it at one look, in order, the same on pages, in packages and on slides."""
