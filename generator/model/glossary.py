"""Step 1, model: content/glossary.yaml and content/exceptions.yaml."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .fields import LanguageTag, Model, Slug


class Rendering(Model):
    """How one language says a term."""

    use: tuple[str, ...]
    """Accepted words, the preferred first. A bare stem covers what is built on it."""
    avoid: tuple[str, ...] = ()
    """Words that stigmatise, mislead, or that only offices use."""
    confidence: Literal["high", "medium", "low"] = "low"
    """high: the preferred one was read in a published page or translation. medium: dictionary or
    parallel text. low: own knowledge. No grade says that a native speaker chose it."""
    read_in: str | None = None
    """Where it was read."""


class Term(Model):
    """One term of our English, in one sense."""

    term: str
    """As our English writes it. The plural is found too."""
    part: Literal["n", "v", "adj", "adv", "phrase"] = "n"
    sense: str | None = None
    """Tells two senses of one word apart. All senses of a word pool their renderings."""
    ordinary: bool = False
    """Also an everyday word ("call", "form"): no translation is asked for its renderings, and
    translators are told of it only as a hint."""
    note: str | None = None
    renderings: dict[LanguageTag, Rendering] = {}


class Glossary(Model):
    """content/glossary.yaml: the words that must be said alike everywhere."""

    terms: dict[Slug, Term] = {}
    whole: dict[LanguageTag, tuple[str, ...]] = {}
    """By language: words that no line end cuts. Where no spaces stand between words, lines end by a
    dictionary, which cuts compounds: list those that mislead or stop a reader when they are cut."""


class RuleException(Model):
    """One place where a rule of the checks is wrong, and why."""

    rule: Literal[
        "course-minutes",
        "course-number",
        "end-punctuation",
        "gap-in-words",
        "glossary",
        "harmful-word",
        "length-ratio",
        "long-run",
        "misread",
        "negation-lost",
        "one-action",
        "one-verdict",
        "places-of-people",
        "reading-grade",
        "recognisable",
        "reveals-status",
        "staff-asks-who",
        "unit-changed",
        "untranslated",
        "verb-first",
        "what-to-answer",
    ]
    domain: str | None = None
    """Gettext domain of the place: hazards, prepare, phrases, interface, a host or an origin."""
    where: tuple[str, ...] = ()
    """Ids of texts; a star stands for any ending. Empty = everywhere in the domain."""
    locales: tuple[LanguageTag, ...] = ()
    """Translations meant; empty = our English."""
    about: str | None = None
    """The word that the problem names, when only that one is meant."""
    reason: str
    """Why the rule is wrong here, for whoever reads it in two years."""
    until: date | None = None
    """Last day on which it holds; absent = as long as the text stands."""


class Exceptions(Model):
    """content/exceptions.yaml: places where a rule of the checks is wrong."""

    exceptions: dict[Slug, RuleException] = {}
