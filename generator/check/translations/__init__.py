"""Step 2, rules about translations: what a PO file may not do to a sentence, and who has read it."""
