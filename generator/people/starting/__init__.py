"""Beside step 4: a few answers → whole new files for a host country, an origin country or a hazard.

In: what a person typed. Out: files that pass the check: what was not asked is "not known", and TODO
marks what only a person can say. A country is data: nothing here depends on a country.
"""
