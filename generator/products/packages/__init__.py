"""Step 4, packages: what people carry without a network: a stick's words, codes of what leaves.

``editions.py`` says what a stick and an archive carry, ``carried_text.py`` writes the stick's words
as plain text, ``first_pages.py`` makes their start pages. ``build/stick.py`` and ``build/zim.py``
pack them.
"""
