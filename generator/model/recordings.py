"""Step 1, model: content/recordings.yaml, human voices that speak our messages and phrases.

The sound files lie beside it, in content/recordings/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from . import limits
from .fields import LanguageTag, Model, Slug

SoundName = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*\.(m4a|ogg)$", max_length=limits.SOUND_NAME.most
    ),
]
"""Name of a file in content/recordings/. m4a (AAC) plays on every phone; ogg (Opus, Vorbis) is
smaller and does not play on older iPhones."""

TextDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


class Recording(Model):
    """One text, spoken by one person in one language."""

    domain: Slug
    """Where the text is translated: phrases, prepare, hazards, or a host country."""
    text: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.-]+\.(text|more)$")]
    """The name of the text: ``phrases.trapped-flood.text``,
    ``flood.messages.leave-before-water.text``."""
    language: LanguageTag
    """Language that is spoken."""
    file: SoundName
    seconds: Annotated[int, Field(ge=1, le=60)]
    """How long it is, in whole seconds."""
    speaker: Slug
    """A handle. It is for colleagues: no page and no file shows it."""
    consent: date
    """The day the speaker agreed, in writing, that this recording may be published."""
    digest: TextDigest
    """Of the text that was spoken. ``advisory check`` tells the right one; it stops fitting when
    the text changes, and the recording is then not played until somebody has spoken the new
    text."""
    back: Annotated[str, StringConstraints(max_length=limits.TEXT.most)] | None = None
    """What somebody else, who heard the recording and saw no text, says that it tells people to do:
    in a language that the editor reads, word for word. The editor compared it with our sentence.
    Without it nothing is played."""
    heard_by: Slug | None = None
    """The handle of who heard it; never the speaker's. For colleagues, as the speaker's is."""

    @property
    def is_heard(self) -> bool:
        """Whether a second person has heard it without the text, and told what it says."""
        return bool(self.back and self.heard_by) and self.heard_by != self.speaker


class Recordings(Model):
    """content/recordings.yaml. It may be absent: then nothing is spoken."""

    recordings: dict[Slug, Recording] = {}
