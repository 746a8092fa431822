"""Beside step 4: facts go out to the people who know a country, and come back.

In: contacts, schemes and rules of a host country. Out: one table, as CSV or as a workbook with lists
to choose from, and what came back of it as changes of YAML files. Nothing that comes back is trusted:
each line is compared with the fact as it stands today, and a changed fact names what was read.
"""
