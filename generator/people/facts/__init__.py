"""Beside step 4: facts of a country → a table to fill in, and back as changes of YAML files.

In: contacts, schemes and rules of a host country. Out: one table, as CSV or as a workbook with
lists of choices; and, of a table that came back, the changes of YAML files. Each line that comes
back is compared with the fact as it is today, and a changed fact names its source.
"""
