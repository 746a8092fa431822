"""Step 1, model: the parts of an answer that a reader can act on, and which one it can do without."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from .marks import ForColleagues

Part = Literal["first", "who", "hours", "bring", "cost", "until", "unknown"]
"""first: what to do first. who: somebody who can be reached now. hours: when they answer, with
night and weekend. bring: what to bring or say. cost: what it costs. until: by when. unknown: what
nobody has read."""

Reason = Annotated[str, StringConstraints(min_length=3, max_length=200)]
"""Why it needs no such part, in a few words for colleagues."""

NeedsNo = Annotated[dict[Part, Reason], ForColleagues()]
"""Parts that it can do without, each with the reason; the check of parts does not ask for them."""
