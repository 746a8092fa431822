"""Beside step 4, where: one fact, number or sentence → every place where readers meet it.

``question`` finds what is meant, ``places`` and ``staff_places`` look for it in the products,
``named`` in the rest of the content, ``answer`` joins their results, ``words`` prints them.
"""
