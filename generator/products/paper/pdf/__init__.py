"""Step 4, from laid out HTML to a PDF that printers and screen readers can use, and to pictures of it."""
