"""Step 2, rules about translations: what a PO file must keep of a sentence, and who has read it."""
