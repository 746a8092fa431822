"""Step 4, from laid out HTML to a PDF for printers and screen readers, and to pictures of it."""
