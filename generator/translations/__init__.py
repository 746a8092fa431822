"""Beside step 4: translations go out to people, and come back.

In: passages and PO files. Out: a spreadsheet, an XLIFF file or a form for a phone, and what came
back of it as changes of PO files; sheets for reviewers and their signatures. Nothing that comes
back is trusted: each row is compared with the sentence as it stands today.
"""
