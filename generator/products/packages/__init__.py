"""Step 4, packages: what people carry where there is no network: the words of a stick, and the codes of what leaves.

``editions.py`` says what a stick and an archive carry, ``carried_text.py`` writes the stick's words as plain text,
``first_pages.py`` makes the pages by which they are opened. ``build/stick.py`` and ``build/zim.py`` pack them.
"""
