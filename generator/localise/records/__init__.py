"""Step 3 to 4: what the readers are told, as typed records that nothing changes.

In: a mapping of the content (``model/``). Out: the same in the reader's words, made by
``localise/localiser.py``. The record of the model class ``Contact`` is ``ContactRecord``, in the
order of its fields; what has no class there has a plain name (``Proof``, ``Voice``).
``registry.py`` has the whole list.
"""
