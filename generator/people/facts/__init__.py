"""Beside step 4: facts of a country → a table to fill in, and back as changes of YAML files.

In: contacts, schemes and rules of a host country. Out: one table, as CSV or as a workbook with lists
to choose from, and what came back of it as changes of YAML files. Nothing that comes back is trusted:
each line is compared with the fact as it is today, and a changed fact names what was read.
"""
