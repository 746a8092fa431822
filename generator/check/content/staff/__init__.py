"""Step 2: what those who assist read → problems that may cost the people they help.

One module for each idea: ids, what nothing uses, consent, offices, what is asked, exercises.
Source: CARE 28, 29 and 33 to 41.
"""
