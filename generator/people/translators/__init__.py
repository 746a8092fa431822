"""Beside step 4: passages → files for translators and reviewers, and back as PO changes.

In: passages and PO files. Out: a spreadsheet, an XLIFF file or a form for a phone, and what came
back of it as changes of PO files; sheets for reviewers and their signatures. Nothing that comes
back is trusted: each row is compared with the sentence as it is today.
"""
