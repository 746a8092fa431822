"""Step 2: texts for readers → problems: unguarded offices, paper that reveals, too many marks.

Step 2, rules ``unguarded-post``, ``carry``, ``core-limit``, ``life-safety-limit`` and
``first-aid-limit``. The words that are looked for are in check/data/words.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ...load import Content, Host, LoadedFile, load_tree
from ...load.staff import is_staff_file
from ...load.tree import plain
from ...model import AidStep, Contact, Corridor, Message, Model, Phrase, Point, Rule
from ...model.fields import Topic
from ...model.safe_contacts import asked_or_may_know
from ...model.walk import SourceText, Visit, walk_models
from ...paths import PACKAGE
from ...problems import Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..walk import ContentPlace, Options, places, texts

CORE_LIMIT = 30
"""Messages and phrases. Source: CARE 20."""
LIFE_SAFETY_LIMIT = 60
"""Lines of one host country, so that two people can sign them in a day. Source: CARE 25."""
FIRST_AID_LIMIT = 60
"""Lines of first aid, which are the same everywhere and are signed once. Source: CARE 25."""


@check
def check_posts(content: Content, _options: Options) -> Iterator[Problem]:
    """No text sends people to an office of a state by name. Source: CARE 1."""
    pattern = _pattern("posts")
    for place, text in texts(content):
        # Those who assist must name whom a step may reach; what may follow is said beside it.
        if is_staff_file(place.file.name):
            continue
        match = pattern.search(PLACEHOLDER.sub(" ", text.text))
        if match and not any(_is_guarded(owner, pattern) for owner in text.visit.owners):
            yield place.file.problem(
                text.path,
                "unguarded-post",
                f'the text names "{match[0]}" without a caution',
                'Write "%(safe_contact)s" or "people you trust", or move the text to a rule, '
                'scheme or guide with "caution: true".',
            )


@check
def check_offices(content: Content, _options: Options) -> Iterator[Problem]:
    """No text sends people, without its caution, to an office that may check papers (CARE 28)."""
    pattern = _sending_pattern()
    for place, text in texts(content):
        if is_staff_file(place.file.name):
            continue
        model = text.visit.model
        match = pattern.search(_with_labels(text.text, place))
        if match is None or any(_is_guarded(owner, pattern) for owner in text.visit.owners):
            continue
        if not any("%(safe_contact)s" in str(words) for words in vars(model).values()):
            yield place.file.problem(
                text.path,
                "unguarded-post",
                f'the text sends people to an office that may check papers ("{match[0]}")',
                'Say whom to ask first, "%(safe_contact)s", in the same text or in its "more"; or '
                'set "caution: true".',
            )


def _with_labels(text: str, place: ContentPlace) -> str:
    """Write *text* with the label of a contact for its name and for its number."""
    contacts = {}
    if place.host is not None and place.host.has("assistance"):
        contacts = place.host.assistance.contacts

    def label(match: re.Match[str]) -> str:
        contact = contacts.get(match[1].partition(".")[2])
        return contact.label if contact else " "

    return PLACEHOLDER.sub(label, text)


def _is_guarded(owner: Model, pattern: re.Pattern[str]) -> bool:
    if isinstance(owner, Contact):
        # The contact of such an office names it; a caution is above its group.
        return pattern.search(f"{owner.label} {owner.official_name or ''}") is not None
    if isinstance(owner, Corridor):
        return True  # its page prints its caution above everything it says
    return getattr(owner, "caution", False) is True


@check
def check_carry(content: Content, _options: Options) -> Iterator[Problem]:
    """Paper can be found by a policeman, a boss or a border guard. Source: CARE 5, 8, 13."""
    pattern = carried_words(content)
    for place, text in texts(content):
        owner = next((o for o in reversed(text.visit.owners) if hasattr(o, "carry")), None)
        if owner is None or owner.carry != "paper":
            continue
        match = pattern.search(PLACEHOLDER.sub(" ", text.text))
        if match:
            yield place.file.problem(
                text.path,
                "carry",
                f'"{match[0]}" must not be on a paper that people carry',
                'Reword the text without it, or set "carry: page".',
            )
        else:
            yield from _carried_numbers(content, place, text)
    yield from _check_marks(content)


def carried_words(content: Content) -> re.Pattern[str]:
    """Find words that whoever searches people must not find on them."""
    return _pattern("carried", tuple(origin.name for origin in content.origins.values()))


def _carried_numbers(content: Content, place: ContentPlace, text: SourceText) -> Iterator[Problem]:
    """Report numbers that a text for paper names, and whose contacts are for pages only."""
    if isinstance(text.visit.model, Contact):
        return  # paper prints its label and its number, not what else is said of it
    names = PLACEHOLDER.findall(text.text)
    for host in [place.host] if place.host else content.hosts.values():
        if not host.has("assistance", "country"):
            continue
        contacts = host.assistance.contacts
        for slug in _named_contacts(content, host, names, text.visit.owners):
            contact = contacts.get(slug)
            if contact is not None and contact.number and contact.carry != "paper":
                yield place.file.problem(
                    text.path,
                    "carry",
                    f'the text prints the number of "{slug}" of {host.slug}, which is for pages '
                    "only",
                    f'Remove the number, set "carry: page" here, or set "carry: paper" at {slug}.',
                )


def _named_contacts(
    content: Content, host: Host, names: Iterable[str], owners: Sequence[Model]
) -> Iterator[str]:
    """Yield the ids of the contacts of *host* that stand for placeholders with a number."""
    topics = (owner.topic for owner in reversed(owners) if hasattr(owner, "topic"))
    topic: Topic = next(topics, "general")
    for name in names:
        if name in host.country.roles:
            yield host.country.roles[name]
        elif name.startswith(("contact.", "text.")):
            yield name.partition(".")[2]
        elif name == "safe_contact":
            for origin in content.origins.values():
                corridor = origin.corridors.get(host.slug)
                if corridor is not None:
                    yield from asked_or_may_know(corridor, topic)


def _check_marks(content: Content) -> Iterator[Problem]:
    for place in places(content):
        model = place.visit.model
        reason = None
        if getattr(model, "carry", "page") != "paper":
            continue
        if isinstance(model, Phrase) and model.reveals is not None:
            reason = f"it reveals the reader's {model.reveals}"
        elif getattr(model, "sensitive", False):
            reason = "it is marked sensitive"
        elif getattr(model, "inferred", False):
            reason = "it is our own inference"
        if reason:
            # A phrase is for paper unless it says otherwise, so the key may not be there.
            yield place.problem(
                ("carry",), "carry", f"the text is for paper, but {reason}", 'Set "carry: page".'
            )


@check
def check_core(content: Content, _options: Options) -> Iterator[Problem]:
    """The core stays small enough for a language with one translator. Source: CARE 20."""
    core = [place for place in places(content) if _is_core(place.visit)]
    if len(core) > CORE_LIMIT:
        yield core[CORE_LIMIT].problem(
            ("core",),
            "core-limit",
            f"{len(core)} messages and phrases are marked core; at most {CORE_LIMIT} may be",
            'Remove "core: true" from the less important ones.',
        )


def _is_core(visit: Visit) -> bool:
    return getattr(visit.model, "core", False) and not visit.is_withdrawn


@check
def check_life_safety(content: Content, _options: Options) -> Iterator[Problem]:
    """Two people can sign the life-safety lines of a host in a day. Source: CARE 25."""
    for host in content.hosts.values():
        if not host.has("hazards"):
            continue
        count = len(life_safety_lines(content, host))
        if count > LIFE_SAFETY_LIMIT:
            yield host.files["hazards"].problem(
                ("hazards", "hazards"),
                "life-safety-limit",
                f"{count} lines for this country are marked life_safety; at most "
                f"{LIFE_SAFETY_LIMIT} may be",
                "Keep the mark only where a wrong word can kill.",
                key=True,
            )


@check
def check_first_aid_limit(content: Content, _options: Options) -> Iterator[Problem]:
    """Two people can sign the life-safety lines of first aid in a day. Source: CARE 25."""
    marked = [
        place
        for place in places(content)
        if isinstance(place.visit.model, AidStep)
        and place.visit.model.life_safety
        and not place.visit.is_withdrawn
    ]
    if len(marked) > FIRST_AID_LIMIT:
        yield marked[FIRST_AID_LIMIT].problem(
            ("life_safety",),
            "first-aid-limit",
            f"{len(marked)} lines of first aid are marked life_safety; at most {FIRST_AID_LIMIT} "
            "may be",
            "Keep the mark only where a wrong word can kill.",
        )


def life_safety_lines(content: Content, host: Host) -> list[tuple[LoadedFile, str]]:
    """List the life-safety lines that readers in *host* get: file and path.

    Library messages that the host replaces do not count, nor first aid, which has its own limit.
    """
    hazards: Iterable[str] = ()
    replaced: set[str] = set()
    if host.has("hazards"):
        hazards = host.hazards.hazards
        replaced = {f"{slug}.messages.{key}" for slug, key in host.replaced}
    files = [content.files[name] for name in content.library_for(hazards) if name in content.files]
    lines = []
    for file in [*files, *host.files.values()]:
        for visit in walk_models(file.model, file.context):
            path = ".".join(visit.path)
            model = visit.model
            marked = isinstance(model, Message | Point | Rule | Phrase) and model.life_safety
            marked = marked and not isinstance(model, AidStep)
            if marked and not visit.is_withdrawn and path not in replaced:
                lines.append((file, path))
    return lines


@cache
def _pattern(group: str, more: tuple[str, ...] = ()) -> re.Pattern[str]:
    words = (*word_lists()[group], *more)
    endings = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(endings)})\b", re.IGNORECASE)


@cache
def _sending_pattern() -> re.Pattern[str]:
    """Compile a pattern of an order to go to one of the offices, within one sentence."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in word_lists()["offices"])
    verbs = "|".join(word_lists()["sending"])
    return re.compile(rf"\b(?:{verbs})\b[^.?!]*?\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def word_lists() -> dict[str, list[str]]:
    """Read words.yaml."""
    node, problems = load_tree(PACKAGE / "check" / "data" / "words.yaml")
    if node is None:
        raise RuntimeError(f"the program's own list of words is broken: {problems[0]}")
    lists: dict[str, list[str]] = plain(node)
    return lists
