"""What test files share: the made-up country, real content, built sites, browsers, readers of pages and papers."""
