"""Step 1, PO files: gettext catalogs read, checked, extracted from content and updated."""
