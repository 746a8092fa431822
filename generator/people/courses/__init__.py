"""Beside step 4: what somebody brings to a course → a place in the content where it is written.

In: content, and what a society or a host country wants to add. Out: the text of a file with a case
or a question whose words are still to be written. ``advisory check`` reports each of them.
"""
