"""Step 1: the one declaration of what content may hold; everything else is derived from it.

Imports nothing of ours. Each class is one mapping in YAML, each field one key; the text under a
field is what editors' tools and the reference show. ``Words`` marks what is translated.
"""

from .changes import Change, Changes, Published
from .editions import Editions, PaperEdition, Record
from .facts import (
    Answer,
    Answers,
    Channels,
    Contact,
    Cover,
    Deadline,
    Guide,
    Hours,
    Lead,
    Point,
    Post,
    Rule,
    Scheme,
)
from .fields import PHASES, Group, HazardSlug, Model, Profile, Translatable, Words
from .first_aid import AidSource, AidStep, AidTopic
from .glossary import Exceptions, Glossary, Rendering, RuleException, Term
from .host import (
    Assistance,
    Country,
    Family,
    Guides,
    HostHazard,
    HostHazards,
    HostSources,
    Insurance,
    LocalMessage,
    Region,
    Season,
    WarningSystem,
    WorkProfile,
)
from .library import (
    Hazard,
    Message,
    Myth,
    Phrase,
    Phrases,
    Prepare,
    Section,
)
from .names import Names
from .partners import Partner, Partners
from .pictures import PictureEntry, Pictures
from .recordings import Recording, Recordings
from .referrals import Referral, Referrals
from .site import (
    Corridor,
    CorridorName,
    Origin,
    Site,
)
from .sources import Source, Value
from .synonyms import Synonyms
from .tiles import TileMap
from .until import Dated, Until
from .withdrawal import Withdrawable, Withdrawal, standing, standing_in

__all__ = [
    "PHASES",
    "AidSource",
    "AidStep",
    "AidTopic",
    "Answer",
    "Answers",
    "Assistance",
    "Change",
    "Changes",
    "Channels",
    "Contact",
    "Corridor",
    "CorridorName",
    "Country",
    "Cover",
    "Dated",
    "Deadline",
    "Editions",
    "Exceptions",
    "Family",
    "Glossary",
    "Group",
    "Guide",
    "Guides",
    "Hazard",
    "HazardSlug",
    "HostHazard",
    "HostHazards",
    "HostSources",
    "Hours",
    "Insurance",
    "Lead",
    "LocalMessage",
    "Message",
    "Model",
    "Myth",
    "Names",
    "Origin",
    "PaperEdition",
    "Partner",
    "Partners",
    "Phrase",
    "Phrases",
    "PictureEntry",
    "Pictures",
    "Point",
    "Post",
    "Prepare",
    "Profile",
    "Published",
    "Record",
    "Recording",
    "Recordings",
    "Referral",
    "Referrals",
    "Region",
    "Rendering",
    "Rule",
    "RuleException",
    "Scheme",
    "Season",
    "Section",
    "Site",
    "Source",
    "Synonyms",
    "Term",
    "TileMap",
    "Translatable",
    "Until",
    "Value",
    "WarningSystem",
    "Withdrawable",
    "Withdrawal",
    "Words",
    "WorkProfile",
    "standing",
    "standing_in",
]
