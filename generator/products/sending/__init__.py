"""Step 4, sending: an advisory → what may be sent of it: pieces, numbers, signatures, short texts.

What pages and channels both need. Why: docs/adr/0048-channels.md.
"""
