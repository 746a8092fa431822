"""Step 4, pages: rules, guides and answers → on which page, and with which opening."""

from __future__ import annotations

from ....localise.advisory import Advisory
from ....localise.records.facts import RuleRecord
from ....localise.records.twins import AnswerRecord, GuideRecord
from ....model import Rule
from ....model.life_line import answer_opens, rule_opens

RULE_PAGES = {
    "shelter": "questions/life",
    "hospital": "questions/life",
    "leaving": "questions/life",
    "papers": "questions/papers",
    "work": "questions/work",
    "money": "insurance",
    "family": "family",
}
"""Page on which a rule is, by what it is about; the others are on "questions"."""

OWN_PAGE = frozenset({"now", "assistance"})
"""Guides of these pages have pages of their own: what must be read now stays short."""

ANSWERS = (
    "what_happens",
    "emergency_contacts",
    "aid",
    "hotlines",
    "eligible",
    "id_shown",
    "moving",
)


def rule_page(rule: RuleRecord | Rule) -> str:
    """The page a rule is on."""
    return RULE_PAGES.get(rule.about, "questions")


def rules_on(advisory: Advisory, page: str) -> dict[str, list[RuleRecord]]:
    """Rules of *page*, by what they are about."""
    groups: dict[str, list[RuleRecord]] = {}
    for rule in advisory.rules.values():
        if rule_page(rule) == page:
            groups.setdefault(rule.about, []).append(rule)
    return groups


def guides_on(advisory: Advisory, page: str) -> list[GuideRecord]:
    """Guides of *page*, in the order of the file."""
    return [guide for guide in advisory.guides.guides.values() if guide.page == page]


def guide_page(guide: GuideRecord) -> str:
    """The page a guide is on."""
    return f"guides/{guide.id}" if guide.page in OWN_PAGE else str(guide.page)


def answer_words(rule: RuleRecord) -> str:
    """Group of labels that answers in the verb of the question."""
    return "answer" if rule.asks in (None, "is") else f"answer-{rule.asks}"


def life_first(rule: RuleRecord) -> bool:
    """Return whether the answer opens with the life line; an ended one counts as not known."""
    return rule_opens(rule.about, rule.answer or "not-known")


def answer_life_first(name: str, answer: AnswerRecord) -> bool:
    """Return whether one of the seven answers opens with the life line."""
    return answer_opens(name, answer.known)
