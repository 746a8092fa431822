"""Beside step 4: content and PO files → what the people behind the site must know.

How far each language is, what blocks publishing, which facts are old, which numbers to ring, which
of the MICIC guidelines the content answers to.
"""
