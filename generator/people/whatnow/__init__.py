"""Beside step 4: our steps ↔ the table that the message library of the IFRC (WhatNow) takes and gives.

Out: a country's steps in one language. In: another library's messages as drafts for people to read, never content.
"""
