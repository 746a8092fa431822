"""Beside step 5: the built pages and what people need → how far away an answer is.

A tap is a link, a row that opens, or one use of the search; scrolling is none.
"""
