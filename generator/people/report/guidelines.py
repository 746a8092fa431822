"""Beside step 4: content → how much of it answers each MICIC guideline.

In: content. Out: for each guideline how many pieces of content there are, for readers and for those
who assist. A number says that there is content, never that it is enough: beside it is how much of
that is signed, tried, tested and dialled (CARE 42). Four of them are for institutions and not for
readers.
Source of the themes: https://micicinitiative.iom.int/repository-practices, read 2026-11-25.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...load import Content, Host, staff
from ...model import PHASES, Corridor, Hazard, standing
from ...model.staff_words import Guidelines


@dataclass(frozen=True)
class GuidelineCoverage:
    """What a host country's content has for one guideline."""

    number: int
    theme: str
    what: str
    """Which content is counted."""
    count: int | None
    """Pieces of content; None = it is about institutions, and nothing a reader could do."""
    staff: int = 0
    """Procedures that serve it, and what else answers it, for those who assist."""

    @property
    def state(self) -> str:
        """content, nothing yet, or not for readers."""
        if self.count is None and not self.staff:
            return "not for readers"
        return "content" if self.count or self.staff else "nothing yet"


@dataclass(frozen=True)
class StaffProof:
    """How far what those who assist read is proved, as honest figures."""

    consents: int
    signed: int
    """Consents whose words somebody has signed."""
    procedures: int
    by_lawyer: int
    """Procedures that a lawyer of the country has read."""
    numbers: int
    dialled: int
    """Numbers of agencies that somebody has rung."""
    # Nothing of ours can know these but a partner's report, of which there is none.
    tried: int = 0
    tested: int = 0


@dataclass(frozen=True)
class _HostContent:
    """What one host country's readers get."""

    content: Content
    host: Host
    corridors: tuple[Corridor, ...]

    @property
    def hazards(self) -> list[Hazard]:
        return [self.content.hazards[slug] for slug in self.host.hazards.hazards]

    def messages(self, *phases: str) -> int:
        stages = {stage for phase in phases for stage in PHASES[phase]}
        message_stages = [m.stage for hazard in self.hazards for m in standing(hazard.messages)]
        host_hazards = self.host.hazards.hazards.values()
        # A line that replaces one of the library is counted above, by what it replaces.
        message_stages += [
            m.stage for row in host_hazards for m in standing(row.messages) if not m.replaces
        ]
        return sum(stage in stages for stage in message_stages)

    def rules(self, *about: str) -> int:
        return sum(rule.about in about for rule in standing(self.host.assistance.rules))

    def contacts(self, *kinds: str) -> int:
        return sum(c.kind in kinds for c in standing(self.host.assistance.contacts))

    def answered(self) -> int:
        answers = self.host.assistance.answers
        return sum(getattr(answers, n).known != "not-known" for n in type(answers).model_fields)


_Count = Callable[[_HostContent], int] | None
_GUIDELINES: tuple[tuple[str, str, _Count], ...] = (
    ("Information on crises", "hazards with their reason and season", lambda s: len(s.hazards)),
    ("Information on migrants", "nothing is collected about readers", None),
    (
        "Empowering migrants",
        "insurance, pay and papers: schemes and points",
        lambda s: (
            len(standing(s.host.insurance.schemes)) + len(standing(s.content.prepare.papers.items))
        ),
    ),
    (
        "Preparedness and emergency response systems",
        "warning systems, with their languages",
        lambda s: (
            len(standing(s.host.hazards.warnings))
            + sum(len(standing(row.warnings)) for row in s.host.hazards.hazards.values())
        ),
    ),
    (
        "Contingency planning",
        "family plan and go-bag: points",
        lambda s: (
            len(standing(s.content.prepare.family_plan.items))
            + len(standing(s.content.prepare.go_bag.items))
        ),
    ),
    (
        "Communication before a crisis",
        "what to do before: messages",
        lambda s: s.messages("before"),
    ),
    ("Coordination", "agreements between institutions", None),
    ("Capacity building", "training of institutions", None),
    ("Communication during a crisis", "the seven answers, known or partly", lambda s: s.answered()),
    (
        "Facilitating movement to safety",
        "questions on leaving, and what to do now: messages",
        lambda s: s.rules("leaving") + s.messages("during"),
    ),
    (
        "Provision of humanitarian assistance",
        "helpers, and questions on shelter and hospital",
        lambda s: s.contacts("disaster", "social", "health") + s.rules("shelter", "hospital"),
    ),
    (
        "Referral procedures",
        "whom to ask without danger: topics",
        lambda s: sum(len(corridor.safe_contacts) for corridor in s.corridors),
    ),
    (
        "Relocation and evacuation",
        "posts, going home: points",
        lambda s: sum(len(standing(c.posts)) + len(standing(c.going_home)) for c in s.corridors),
    ),
    (
        "Support migrants' recovery",
        "what to do after, and claims: messages and points",
        lambda s: s.messages("after") + len(standing(s.host.insurance.points)),
    ),
    ("Support the recovery of migrants' host communities", "aid to communities", None),
)


def coverage_of(content: Content, host: str) -> list[GuidelineCoverage]:
    """Count what the content of *host* has for each of the fifteen guidelines."""
    corridors = tuple(
        origin.corridors[host] for origin in content.origins.values() if host in origin.corridors
    )
    host_content = _HostContent(content, content.hosts[host], corridors)
    return [
        GuidelineCoverage(
            number,
            theme,
            what,
            None if count is None else count(host_content),
            _for_staff(content, number),
        )
        for number, (theme, what, count) in enumerate(_GUIDELINES, start=1)
    ]


def _for_staff(content: Content, number: int) -> int:
    file = staff.shared(content, Guidelines)
    entry = file.guidelines.get(str(number)) if file else None
    served = sum(number in one.guidelines for one in staff.procedures(content).values())
    return served + (len(entry.answered_by) if entry else 0)


def staff_proof(content: Content, host: str) -> StaffProof:
    """Count what of the content for those who assist in *host* somebody has proved."""
    country, words = content.hosts[host], staff.words(content)
    consents = words.consents if words else {}
    contacts = country.assistance.contacts
    agencies = staff.agencies(country).values()
    names = {name for agency in agencies for name in agency.contacts if name in contacts}
    numbers = [contacts[name] for name in sorted(names) if contacts[name].number]
    own = staff.host_procedures(country)
    return StaffProof(
        consents=len(consents),
        signed=sum(one.signed is not None for one in consents.values()),
        procedures=len(staff.procedures(content)),
        by_lawyer=sum(one.checked_by_lawyer is not None for one in own.values()),
        numbers=len(numbers),
        dialled=sum(one.called_on is not None for one in numbers),
    )
