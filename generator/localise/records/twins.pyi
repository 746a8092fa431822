# Written by tools/record_stub.py from the models. Do not change it by hand.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...model.fields import Model
from ..texts import Text
from .base import BaseRecord, ListedRecord, SentenceRecord, SpokenRecord
from .contacts import ContactRecord, PostRecord
from .courses import ModuleRecord
from .facts import ValueRecord
from .host import ProvinceRecord
from .staff import HostStepRecord, StepRecord

BY_MODEL: Mapping[type[Model], type[BaseRecord]]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CampaignSeasonRecord(BaseRecord):
    before: (
        Literal[
            "earthquake",
            "tsunami",
            "flood",
            "flash-flood",
            "landslide",
            "storm",
            "drought",
            "heat",
            "cold",
            "haze",
            "volcano",
            "fire",
            "chemical",
            "outbreak",
            "conflict",
            "work-trouble",
        ]
        | None
    )
    first: str | None
    last: str | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostPlanRecord(BaseRecord):
    scenarios: Mapping[str, ScenarioRecord]
    levels: Mapping[str, HostLevelRecord]
    sites: Mapping[str, StaffLineRecord]
    communication: Mapping[str, StaffLineRecord]
    papers: Mapping[str, StaffLineRecord]
    cooperation: Mapping[str, StaffLineRecord]
    not_known: Mapping[str, Text]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanRecord(BaseRecord):
    levels: Mapping[str, LevelRecord]
    team: Mapping[str, MemberRecord]
    sections: Mapping[str, PlanSectionRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AdaptedCoursesRecord(BaseRecord):
    by: Text
    on: date
    why: Text
    courses: Mapping[str, AdaptedCourseRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgendaRecord(BaseRecord):
    two_hours: tuple[AgendaItemRecord, ...]
    one_day: tuple[AgendaItemRecord, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgendaItemRecord(BaseRecord):
    minutes: int
    what: Text
    module: str | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CoursePictureRecord(BaseRecord):
    icon: str
    alt: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FacilitatorNotesRecord(BaseRecord):
    ask: Text
    watch: Text
    mistake: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SessionsRecord(BaseRecord):
    title: Text
    purpose: Text
    rules: Mapping[str, StaffLineRecord]
    sessions: Mapping[str, SessionRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TestedRecord(BaseRecord):
    procedure: str | None
    step: str | None
    rule: str | None
    consent: str | None
    case: str | None
    source: str | None
    doc: str | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DrillGuideRecord(BaseRecord):
    rules: Mapping[str, StaffLineRecord]
    roles: Mapping[str, RoleRecord]
    observer: Mapping[str, StaffLineRecord]
    hot_wash: Mapping[str, StaffLineRecord]
    improve: Mapping[str, StaffLineRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExpectedRecord(BaseRecord):
    procedure: str
    steps: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChannelsRecord(BaseRecord):
    line: str | None
    viber: str | None
    facebook: str | None
    email: str | None
    web: str | None
    app: str | None
    sms: str | None
    whatsapp: str | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HoursRecord(BaseRecord):
    days: Literal["every-day", "mon-fri", "mon-sat", "sun-thu"]
    opens: str
    closes: str

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FamilyRecord(BaseRecord):
    missing: GuideRecord
    hurt: GuideRecord
    dead: GuideRecord
    unpaid: GuideRecord
    from_home: GuideRecord

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GuidesRecord(BaseRecord):
    guides: Mapping[str, GuideRecord]
    work: Mapping[str, WorkProfileRecord]
    family: FamilyRecord

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CodesRecord(BaseRecord):
    undrr: tuple[str, ...]
    glide: tuple[str, ...]
    cap: tuple[
        Literal[
            "Geo",
            "Met",
            "Safety",
            "Security",
            "Rescue",
            "Fire",
            "Health",
            "Env",
            "Transport",
            "Infra",
            "CBRNE",
            "Other",
        ],
        ...,
    ]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WithoutVoiceRecord(BaseRecord):
    phrase: str
    night: PointRecord

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DecisionRecord(BaseRecord):
    question: Text
    yes: Text
    no: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FearFirstRecord(BaseRecord):
    other_way: Text
    topic: Literal[
        "general",
        "papers",
        "abuse",
        "trafficking",
        "wages",
        "health",
        "shelter",
        "family",
        "sea",
        "return",
        "claims",
        "conflict",
        "children",
        "detained",
    ]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseContactRecord(BaseRecord):
    contact: str | None
    areas: tuple[str, ...]
    reason: Text | None
    may_follow: MayFollowRecord

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MayFollowRecord(BaseRecord):
    good: Text
    bad: Text | None
    not_known: Text
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TimeLimitRecord(BaseRecord):
    text: Text
    proposal: bool
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignedRecord(BaseRecord):
    on: date

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StaffWordsRecord(BaseRecord):
    consents: Mapping[str, ConsentRecord]
    rules: Mapping[str, StaffLineRecord]
    interpreter: Mapping[str, StaffLineRecord]
    phone: Mapping[str, StaffLineRecord]
    loudspeaker: Mapping[str, SaidAloudRecord]
    district: Mapping[str, StaffLineRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgencyRecord(ListedRecord):
    name: Text
    side: Literal["host", "origin", "independent", "international", "community"]
    kind: Literal["office", "refuge", "line", "group"]
    mandate: StaffLineRecord
    serves: tuple[Literal["nationals", "non-nationals"], ...]
    services: tuple[str, ...]
    contacts: tuple[str, ...]
    areas: tuple[str, ...]
    languages: tuple[str, ...] | None
    unsafe_for: StaffLineRecord | None
    agreed_on: date | None
    state: Literal["listed", "not-agreed", "do-not-list", "full"]
    origin: str | None
    not_known: Mapping[str, Text]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ServiceRecord(ListedRecord):
    title: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PostInCountryRecord(ListedRecord):
    contacts: tuple[str, ...]
    scheme: str | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostLevelRecord(ListedRecord):
    triggers: Mapping[str, StaffLineRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LevelRecord(ListedRecord):
    title: Text
    triggers: Mapping[str, StaffLineRecord]
    actions: Mapping[str, StepRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MemberRecord(ListedRecord):
    does: Text
    deputy: str

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanSectionRecord(ListedRecord):
    title: Text
    order: int
    lines: Mapping[str, StaffLineRecord]
    ruled: Mapping[str, Text]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ScenarioRecord(ListedRecord):
    title: Text
    hazard: Literal[
        "earthquake",
        "tsunami",
        "flood",
        "flash-flood",
        "landslide",
        "storm",
        "drought",
        "heat",
        "cold",
        "haze",
        "volcano",
        "fire",
        "chemical",
        "outbreak",
        "conflict",
        "work-trouble",
    ]
    lines: Mapping[str, StaffLineRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AdaptedCourseRecord(ListedRecord):
    modules: Mapping[str, ModuleRecord]
    parts: Mapping[str, HostModuleRecord]
    left_out: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChoiceRecord(ListedRecord):
    text: Text
    right: bool
    why: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CourseCaseRecord(ListedRecord):
    title: Text
    start: Text
    turns: Mapping[str, TurnRecord]
    end: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostModuleRecord(ListedRecord):
    case: CourseCaseRecord | None
    lines: Mapping[str, StaffLineRecord]
    questions: Mapping[str, QuestionRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QuestionRecord(ListedRecord):
    kind: Literal["decision", "knowledge"]
    asks: Text
    choices: Mapping[str, ChoiceRecord]
    tests: TestedRecord

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ScreenRecord(ListedRecord):
    title: Text
    lines: Mapping[str, StaffLineRecord]
    picture: CoursePictureRecord | None
    consent: str | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SessionRecord(ListedRecord):
    title: Text
    order: int
    icon: str
    aim: Text
    bring: Mapping[str, Text]
    papers: tuple[str, ...]
    steps: Mapping[str, SessionStepRecord]
    take_home: Text
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SessionStepRecord(ListedRecord):
    minutes: int
    text: Text
    say: Text | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TurnRecord(ListedRecord):
    tells: Text | None
    asks: Text
    choices: Mapping[str, ChoiceRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DrillRecord(ListedRecord):
    title: Text
    minutes: int
    aims: Mapping[str, StaffLineRecord]
    start: Text
    injects: Mapping[str, InjectRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class InjectRecord(ListedRecord):
    day: int
    at: str
    to: str
    text: Text
    asks: Text | None
    expected: ExpectedRecord
    variants: Mapping[str, Text]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LeadRecord(ListedRecord):
    rule: str | None
    guide: str | None
    scheme: str | None
    hazard: (
        Literal[
            "earthquake",
            "tsunami",
            "flood",
            "flash-flood",
            "landslide",
            "storm",
            "drought",
            "heat",
            "cold",
            "haze",
            "volcano",
            "fire",
            "chemical",
            "outbreak",
            "conflict",
            "work-trouble",
        ]
        | None
    )
    family: Literal["missing", "hurt", "dead", "unpaid", "from-home"] | None
    page: (
        Literal[
            "now",
            "first-aid",
            "where",
            "insurance",
            "assistance",
            "questions",
            "family",
            "talk",
            "office",
            "show",
        ]
        | None
    )

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SeasonRecord(ListedRecord):
    regions: tuple[str, ...]
    months: tuple[int, ...]
    fewer: tuple[int, ...]
    inferred: bool
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HappenedRecord(ListedRecord):
    text: Text
    icon: str | None
    carry: Literal["page", "sent", "paper"]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostProcedureRecord(ListedRecord):
    steps: Mapping[str, HostStepRecord]
    offices: tuple[str, ...]
    facts: Mapping[str, StaffLineRecord]
    not_known: Mapping[str, Text]
    helper_risk: StaffLineRecord | None
    checked_by_lawyer: date | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartRecord(ListedRecord):
    does: Text
    decides: Text | None
    told: Text | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostCaseRecord(ListedRecord):
    first: Mapping[str, StaffLineRecord]
    contacts: tuple[CaseContactRecord, ...]
    facts: Mapping[str, StaffLineRecord]
    not_known: Mapping[str, Text]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SourceRecord(ListedRecord):
    publisher: str
    url: tuple[str, ...]
    where: str | None
    published: str
    year: int | None
    read_on: date
    confidence: Literal["official", "secondary", "unconfirmed"]
    outdated: bool
    not_found_on: date | None
    row: str | None

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConsentRecord(ListedRecord):
    title: Text
    when: Text
    says: Mapping[str, Text]
    take_back: Text
    needs: Text | None
    life_safety: Literal[True]
    signed: SignedRecord | None
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FormRecord(ListedRecord):
    title: Text
    purpose: Text
    fields: Mapping[str, FormFieldRecord]
    kept: Text
    basis: Literal["law", "rule", "practice", "proposal"]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FormFieldRecord(ListedRecord):
    label: Text
    kind: Literal["line", "lines", "tick", "tally", "code"]
    choices: Mapping[str, Text]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GuidelineRecord(ListedRecord):
    title: Text
    phase: Literal["preparedness", "emergency", "after"]
    answered_by: Mapping[str, Text]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RoleRecord(ListedRecord):
    title: Text
    does: Text
    of_origin_state: bool

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CampaignRecord(SentenceRecord):
    title: Text
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    season: CampaignSeasonRecord | None
    posts: Mapping[str, CampaignPostRecord]
    sources: Mapping[str, SourceRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CampaignPostRecord(SentenceRecord):
    day: int
    hour: str
    piece: str | None
    text: Text | None
    carry: Literal["sent", "paper"] | None
    countries: Mapping[str, PostInCountryRecord]
    card: (
        Literal[
            "earthquake",
            "tsunami",
            "flood",
            "flash-flood",
            "landslide",
            "storm",
            "drought",
            "heat",
            "cold",
            "haze",
            "volcano",
            "fire",
            "chemical",
            "outbreak",
            "conflict",
            "work-trouble",
            "numbers",
        ]
        | None
    )
    topic: Literal[
        "general",
        "papers",
        "abuse",
        "trafficking",
        "wages",
        "health",
        "shelter",
        "family",
        "sea",
        "return",
        "claims",
        "conflict",
        "children",
        "detained",
    ]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChangeRecord(SentenceRecord):
    day: date
    note: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CoverRecord(SentenceRecord):
    answer: Literal["yes", "no", "depends", "not-known"]
    words: Text | None
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DeadlineRecord(SentenceRecord):
    words: Text
    days: int | None
    official: bool
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GuideRecord(SentenceRecord):
    title: Text
    page: Literal["assistance", "family", "insurance", "prepare", "office", "talk", "now"]
    icon: str
    intro: Text | None
    steps: Mapping[str, PointRecord]
    contacts: tuple[str, ...]
    rules: tuple[str, ...]
    leads: tuple[LeadRecord, ...]
    caution: bool
    who: tuple[Literal["women", "children", "disability", "pregnancy", "illness"], ...]
    area: tuple[str, ...] | None
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SchemeRecord(SentenceRecord):
    title: Text
    name: Text
    official_name: str | None
    icon: str
    summary: Text
    covered: Mapping[str, CoverRecord]
    benefits: Mapping[str, PointRecord]
    pays: Text
    cost: Text
    proofs: Mapping[str, PointRecord]
    deadline: DeadlineRecord | None
    claim: Mapping[str, PointRecord]
    family_abroad: Text
    contacts: tuple[str, ...]
    caution: bool
    who: tuple[
        Literal[
            "sea",
            "farm",
            "home",
            "factory",
            "site",
            "women",
            "children",
            "disability",
            "pregnancy",
            "illness",
        ],
        ...,
    ]
    carry: Literal["page", "sent", "paper"]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CountryRecord(SentenceRecord):
    name: Text
    code: str
    language: str
    time_zone: str
    calling_code: str
    currency: str
    roles: Mapping[str, str]
    plates: tuple[str, ...]
    bar: Mapping[str, str]
    statuses: Mapping[str, Text]
    happened: Mapping[str, LeadRecord]
    call_tip: Text
    without_voice: PointRecord | None
    regions: Mapping[str, RegionRecord]
    provinces: Mapping[str, ProvinceRecord]
    changes: Mapping[str, ChangeRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class InsuranceRecord(SentenceRecord):
    intro: Text
    schemes: Mapping[str, SchemeRecord]
    points: Mapping[str, PointRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RegionRecord(SentenceRecord):
    name: Text
    areas: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WorkProfileRecord(SentenceRecord):
    title: Text
    intro: Text | None
    icon: str
    contacts: tuple[str, ...]
    rules: tuple[str, ...]
    points: Mapping[str, PointRecord]
    hazards: tuple[
        Literal[
            "earthquake",
            "tsunami",
            "flood",
            "flash-flood",
            "landslide",
            "storm",
            "drought",
            "heat",
            "cold",
            "haze",
            "volcano",
            "fire",
            "chemical",
            "outbreak",
            "conflict",
            "work-trouble",
        ],
        ...,
    ]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GroupPageRecord(SentenceRecord):
    title: Text
    points: Mapping[str, PointRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MythRecord(SentenceRecord):
    claim: Text
    answer: Text
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SectionRecord(SentenceRecord):
    title: Text
    icon: str
    intro: Text | None
    items: Mapping[str, PointRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReferralRecord(SentenceRecord):
    text: Text
    icon: str
    first: Text | None
    message: str | None
    contacts: tuple[str, ...]
    scheme: str | None
    summary_of: tuple[str, ...]
    carry: Literal["paper"]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CorridorRecord(SentenceRecord):
    reader_line: str
    safe_contacts: Mapping[str, str]
    second_contacts: Mapping[str, str]
    nobody: tuple[
        Literal[
            "general",
            "papers",
            "abuse",
            "trafficking",
            "wages",
            "health",
            "shelter",
            "family",
            "sea",
            "return",
            "claims",
            "conflict",
            "children",
            "detained",
        ],
        ...,
    ]
    caution: Text
    posts: Mapping[str, PostRecord]
    lost_papers: Mapping[str, PointRecord]
    going_home: Mapping[str, PointRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OriginRecord(SentenceRecord):
    name: Text
    code: str | None
    people: Text
    locales: tuple[str, ...]
    state: Literal["feared", "by-case"]
    hotlines: Mapping[str, ContactRecord]
    sources: Mapping[str, SourceRecord]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StaffLineRecord(SentenceRecord):
    text: Text
    more: Text | None
    basis: Literal["law", "rule", "practice", "proposal"] | None
    topic: Literal[
        "general",
        "papers",
        "abuse",
        "trafficking",
        "wages",
        "health",
        "shelter",
        "family",
        "sea",
        "return",
        "claims",
        "conflict",
        "children",
        "detained",
    ]
    origin: str | None
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnswerRecord(SpokenRecord):
    known: Literal["known", "partly", "not-known"]
    words: Text
    more: Text | None
    contacts: tuple[str, ...]
    rules: tuple[str, ...]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PointRecord(SpokenRecord):
    text: Text
    more: Text | None
    dont: bool
    picture: str | None
    who: tuple[
        Literal[
            "sea",
            "farm",
            "home",
            "factory",
            "site",
            "women",
            "children",
            "disability",
            "pregnancy",
            "illness",
        ],
        ...,
    ]
    topic: Literal[
        "general",
        "papers",
        "abuse",
        "trafficking",
        "wages",
        "health",
        "shelter",
        "family",
        "sea",
        "return",
        "claims",
        "conflict",
        "children",
        "detained",
    ]
    life_safety: bool
    core: bool
    carry: Literal["page", "sent", "paper"]
    inferred: bool
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WarningRecord(SpokenRecord):
    text: Text
    more: Text | None
    languages: tuple[str, ...] | None
    contacts: tuple[str, ...]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MessageRecord(SpokenRecord):
    stage: Literal[
        "assess", "mitigate", "prepare", "anticipated", "warning", "immediate", "recover"
    ]
    text: Text
    more: Text | None
    dont: bool
    inferred: bool
    scenario: Literal["locked-in", "trapped", "nobody-answers"] | None
    picture: str | None
    who: tuple[
        Literal[
            "sea",
            "farm",
            "home",
            "factory",
            "site",
            "women",
            "children",
            "disability",
            "pregnancy",
            "illness",
        ],
        ...,
    ]
    topic: Literal[
        "general",
        "papers",
        "abuse",
        "trafficking",
        "wages",
        "health",
        "shelter",
        "family",
        "sea",
        "return",
        "claims",
        "conflict",
        "children",
        "detained",
    ]
    life_safety: bool
    core: bool
    carry: Literal["page", "sent", "paper"]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeptRecord(StaffLineRecord):
    kept: Text

@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SaidAloudRecord(StaffLineRecord):
    hazard: (
        Literal[
            "earthquake",
            "tsunami",
            "flood",
            "flash-flood",
            "landslide",
            "storm",
            "drought",
            "heat",
            "cold",
            "haze",
            "volcano",
            "fire",
            "chemical",
            "outbreak",
            "conflict",
            "work-trouble",
        ]
        | None
    )
