"""Rules, guides and the seven answers: on which page, and with which opening."""

from __future__ import annotations

from ....advisory import Advisory
from ....model.life_line import answer_opens, rule_opens
from ....view import View

RULE_PAGES = {
    "shelter": "questions/life",
    "hospital": "questions/life",
    "leaving": "questions/life",
    "work": "questions/work",
    "money": "insurance",
    "family": "family",
}
"""Page on which a rule stands, by what it is about; the others stand on "questions"."""

OWN_PAGE = frozenset({"now", "assistance"})
"""Guides of these pages have pages of their own: what must be read now stays short."""

ANSWERS = (
    "what_happens", "emergency_contacts", "aid", "hotlines", "eligible", "id_shown", "moving",
)  # fmt: skip


def rule_page(rule: View) -> str:
    """The page a rule stands on."""
    return RULE_PAGES.get(rule.about, "questions")


def rules_on(advisory: Advisory, page: str) -> dict[str, list[View]]:
    """Rules of *page*, by what they are about."""
    groups: dict[str, list[View]] = {}
    for rule in advisory.rules.values():
        if rule_page(rule) == page:
            groups.setdefault(rule.about, []).append(rule)
    return groups


def guides_on(advisory: Advisory, page: str) -> list[View]:
    """Guides of *page*, in the order of the file."""
    return [guide for guide in advisory.guides.guides.values() if guide.page == page]


def guide_page(guide: View) -> str:
    """The page a guide stands on."""
    return f"guides/{guide.id}" if guide.page in OWN_PAGE else str(guide.page)


def life_first(rule: View) -> bool:
    """Tell whether the answer opens with the life line; one that has ended leaves people unsure."""
    return rule_opens(rule.about, rule.answer or "not-known")


def answer_life_first(name: str, answer: View) -> bool:
    """Tell whether one of the seven answers opens with the life line."""
    return answer_opens(name, answer.known)
