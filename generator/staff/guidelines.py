"""Which of the fifteen MICIC guidelines' points a host country's content answers to.

In: content. Out: for each guideline how many pieces of content there are. A number says that
something is there, never that it is enough. Four of them are for institutions and not for readers.
Source of the themes: https://micicinitiative.iom.int/repository-practices, read 2026-11-25.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..load import Content, Host
from ..model import PHASES, Corridor, Hazard, standing


@dataclass(frozen=True)
class Coverage:
    """What a host country's content has for one guideline."""

    number: int
    theme: str
    what: str
    """Which content is counted."""
    count: int | None
    """Pieces of content; None = it is about institutions, and nothing a reader could do."""

    @property
    def state(self) -> str:
        """content, nothing yet, or not for readers."""
        if self.count is None:
            return "not for readers"
        return "content" if self.count else "nothing yet"


@dataclass(frozen=True)
class _Seen:
    """What one host country's readers get."""

    content: Content
    host: Host
    corridors: tuple[Corridor, ...]

    @property
    def hazards(self) -> list[Hazard]:
        return [self.content.hazards[slug] for slug in self.host.hazards.hazards]

    def messages(self, *phases: str) -> int:
        stages = {stage for phase in phases for stage in PHASES[phase]}
        found = [m.stage for hazard in self.hazards for m in standing(hazard.messages)]
        own = self.host.hazards.hazards.values()
        found += [m.stage for row in own for m in standing(row.messages) if not m.replaces]
        return sum(stage in stages for stage in found)

    def rules(self, *about: str) -> int:
        return sum(rule.about in about for rule in standing(self.host.assistance.rules))

    def contacts(self, *kinds: str) -> int:
        return sum(c.kind in kinds for c in standing(self.host.assistance.contacts))

    def answered(self) -> int:
        answers = self.host.assistance.answers
        return sum(getattr(answers, n).known != "not-known" for n in type(answers).model_fields)


_Count = Callable[[_Seen], int] | None
_GUIDELINES: tuple[tuple[str, str, _Count], ...] = (
    ("Information on crises", "hazards with their reason and season",
     lambda s: len(s.hazards)),
    ("Information on migrants", "nothing is collected about readers", None),
    ("Empowering migrants", "insurance, pay and papers: schemes and points",
     lambda s: len(standing(s.host.insurance.schemes)) + len(standing(s.content.prepare.papers.items))),
    ("Preparedness and emergency response systems", "warning systems, with their languages",
     lambda s: len(standing(s.host.hazards.warnings))
     + sum(len(standing(row.warnings)) for row in s.host.hazards.hazards.values())),
    ("Contingency planning", "family plan and go-bag: points",
     lambda s: len(standing(s.content.prepare.family_plan.items)) + len(standing(s.content.prepare.go_bag.items))),
    ("Communication before a crisis", "what to do before: messages",
     lambda s: s.messages("before")),
    ("Coordination", "agreements between institutions", None),
    ("Capacity building", "training of institutions", None),
    ("Communication during a crisis", "the seven answers, known or partly",
     lambda s: s.answered()),
    ("Facilitating movement to safety", "questions on leaving, and what to do now: messages",
     lambda s: s.rules("leaving") + s.messages("during")),
    ("Provision of humanitarian assistance", "helpers, and questions on shelter and hospital",
     lambda s: s.contacts("disaster", "social", "health") + s.rules("shelter", "hospital")),
    ("Referral procedures", "whom to ask without danger: topics",
     lambda s: sum(len(corridor.safe_contacts) for corridor in s.corridors)),
    ("Relocation and evacuation", "posts, going home: points",
     lambda s: sum(len(standing(c.posts)) + len(standing(c.going_home)) for c in s.corridors)),
    ("Support migrants' recovery", "what to do after, and claims: messages and points",
     lambda s: s.messages("after") + len(standing(s.host.insurance.points))),
    ("Support the recovery of migrants' host communities", "aid to communities", None),
)  # fmt: skip


def coverage_of(content: Content, host: str) -> list[Coverage]:
    """Count what the content of *host* has for each of the fifteen guidelines."""
    corridors = tuple(
        origin.corridors[host] for origin in content.origins.values() if host in origin.corridors
    )
    seen = _Seen(content, content.hosts[host], corridors)
    return [
        Coverage(number, theme, what, None if count is None else count(seen))
        for number, (theme, what, count) in enumerate(_GUIDELINES, start=1)
    ]
