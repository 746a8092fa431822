"""Beside step 4, where: one fact, number or sentence → every place where readers meet it.

``question`` finds what is meant, ``places`` and ``staff_places`` look for it in what the products show, ``named`` in
what else the content says, ``answer`` puts all that together, ``words`` says it.
"""
