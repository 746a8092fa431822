"""Beside step 4: our steps ↔ the table of WhatNow, the message library of the IFRC.

Out: a country's steps in one language. In: another library's messages, as drafts and never content.
"""
