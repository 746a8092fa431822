"""Step 1, PO files: gettext catalogs read, checked for syntax, extracted from content and brought up to date."""
