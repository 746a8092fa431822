"""Step 2: ids across files → problems: missing hazards, messages, corridors, locales, languages.

Rules ``dangling-reference``, ``message-stage``, ``message-count`` and ``paper-region``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...load import Content, domain_of
from ...model import (
    PHASES,
    Contact,
    Country,
    Hazard,
    HostHazards,
    LocalMessage,
    Origin,
    Prepare,
    Site,
    WarningSystem,
    WorkProfile,
)
from ...model.agencies import Agency
from ...po.extract import label_messages
from ...problems import Problem, counted
from ...text.languages import find_language, known_languages
from ..every import check
from ..walk import ContentPlace, Options, places, texts, top
from .references import dangling, unknown_ids

MIN_MESSAGES = 4
"""In each phase of a hazard: fewer leave a gap that a reader falls into. There is no upper limit,
because a few more may be where a life depends on it."""


@check
def check_hazards(content: Content, _options: Options) -> Iterator[Problem]:
    """Hazards of a host and of a work page are in the library; replaced messages too."""
    # By their files, not by what was read: a broken file is reported once, by the loader.
    library, slugs = content.hazards, content.slugs("hazards")
    for place in places(content):
        model = place.visit.model
        if isinstance(model, HostHazards):
            for slug in model.hazards:
                if slug not in slugs:
                    yield dangling(place, ("hazards", slug), "library hazard", slug, slugs)
        elif isinstance(model, WorkProfile):
            yield from unknown_ids(place, "hazards", "library hazard", slugs)
        elif isinstance(model, LocalMessage):
            yield from _check_replaced(place, model, library.get(place.visit.path[2]))


def _check_replaced(
    place: ContentPlace, model: LocalMessage, hazard: Hazard | None
) -> Iterator[Problem]:
    key = "limits" if model.limits else "replaces"
    name = model.limits or model.replaces
    if name is None or hazard is None:
        return
    other = hazard.messages.get(name)
    if other is None:
        yield dangling(place, (key,), "library message", name, hazard.messages)
    # It replaces the other in its place: "before" among "during" is read too late (docs/adr/0007).
    elif phase_of(other.stage) != phase_of(model.stage):
        yield place.problem(
            ("stage",),
            "message-stage",
            f'the stage "{model.stage}" is in the phase "{phase_of(model.stage)}", but the message '
            f'that it {key}, "{name}", is in "{phase_of(other.stage)}"',
            f'Use a stage of the same phase, or remove "{key}" to add the message.',
        )


@check
def check_now(content: Content, _options: Options) -> Iterator[Problem]:
    """The steps of *now* are steps for while it happens."""
    for file, prepare in content.of_kind(Prepare):
        for slug, step in prepare.now.items():
            if phase_of(step.stage) != "during":
                yield file.problem(
                    ("now", slug, "stage"),
                    "message-stage",
                    f'the stage "{step.stage}" is not in the phase "during"',
                    f"Use one of: {', '.join(PHASES['during'])}.",
                )


@check
def check_message_count(content: Content, _options: Options) -> Iterator[Problem]:
    """Each phase of a hazard has enough messages."""
    for file, hazard in content.of_kind(Hazard):
        counts = Counter(phase_of(message.stage) for message in hazard.messages.values())
        for phase in PHASES:
            if counts[phase] < MIN_MESSAGES:
                yield file.problem(
                    (*file.context, "messages"),
                    "message-count",
                    f'the phase "{phase}" has {counted(counts[phase], "message")}; at least '
                    f"{MIN_MESSAGES} are needed",
                    f"Add messages with the stage {' or '.join(PHASES[phase])}.",
                    key=True,
                )


@check
def check_corridors(content: Content, _options: Options) -> Iterator[Problem]:
    """Host countries, origin countries and corridors that are named are there."""
    for file, origin in content.of_kind(Origin):
        for slug in origin.corridors:
            if slug not in content.known_hosts:
                hosts = content.known_hosts
                yield dangling(top(content, file), ("corridors", slug), "host country", slug, hosts)
    for file, site in content.of_kind(Site):
        place, origins = top(content, file), content.origins
        for number, pair in enumerate(site.corridors):
            at = ("corridors", str(number))
            if pair.origin in origins and pair.host not in origins[pair.origin].corridors:
                corridors = origins[pair.origin].corridors
                yield dangling(
                    place, (*at, "host"), f"corridor from {pair.origin} to", pair.host, corridors
                )


@check
def check_languages(content: Content, _options: Options) -> Iterator[Problem]:
    """Languages that a card or a warning names have a name that readers can read."""
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Contact | WarningSystem | Agency):
            continue
        tags = {("languages", str(n)): tag for n, tag in enumerate(model.languages or ())}
        if isinstance(model, Contact) and model.answered_in:
            tags["answered_in", ""] = model.answered_in
        for keys, tag in tags.items():
            # Most tags are in the table; the names among the labels take longer to read.
            if tag not in known_languages() and tag not in _language_names():
                yield place.problem(
                    tuple(filter(None, keys)),
                    "unknown-language",
                    f'the language tag "{tag}" is unknown',
                    f"Use one of: {_shown_languages()}.",
                )


def _language_names() -> dict[str, str]:
    """English names of languages by tag, from the labels of the interface."""
    labels = label_messages().items()
    return {
        context.removeprefix("language."): name
        for context, name in labels
        if context.startswith("language.")
    }


def _shown_languages() -> str:
    names = {tag: row.english for tag, row in known_languages().items()} | _language_names()
    by_name = sorted(names.items(), key=lambda row: row[1])
    return ", ".join(f"{tag} ({name})" for tag, name in by_name)


@check
def check_locales(content: Content, _options: Options) -> Iterator[Problem]:
    """Locales have a row in the table of languages; fallback locales are locales of the site."""
    table = known_languages()
    for file, country in content.of_kind(Country):
        if country.language not in table:
            yield dangling(top(content, file), ("language",), _ROW, country.language, table)
    for file, site in content.of_kind(Site):
        place, locales = top(content, file), {*site.locales, site.source_locale}
        if site.source_locale not in table:
            yield dangling(place, ("source_locale",), _ROW, site.source_locale, table)
        elif site.source_locale not in site.locales:
            tag = site.source_locale
            yield dangling(place, ("source_locale",), "site locale", tag, site.locales)
        for tag, locale in site.locales.items():
            if tag not in table:
                yield dangling(place, ("locales", tag), _ROW, tag, table, key=True)
            for number, fallback in enumerate(locale.fallback):
                if fallback not in locales:
                    at = ("locales", tag, "fallback", str(number))
                    yield dangling(place, at, "site locale", fallback, locales)


_ROW = "row in locales/languages.yaml for"

SHARED_DOMAINS = frozenset({"interface", "hazards", "first-aid", "campaigns", "prepare", "phrases"})
"""Names of translation files that no country may have: its texts would mix with theirs."""


@check
def check_domains(content: Content, _options: Options) -> Iterator[Problem]:
    """Each country has translation files of its own name."""
    origins = content.slugs("origins")
    for file, _ in (*content.of_kind(Country), *content.of_kind(Origin)):
        slug = domain_of(file.name)
        is_host = file.name.startswith("hosts/")
        if slug in SHARED_DOMAINS or (is_host and slug in origins):
            yield file.problem(
                file.context,
                "dangling-reference",
                f'other translation files already have the name "{slug}"',
                "Rename its folder or file.",
            )


@check
def check_papers(content: Content, _options: Options) -> Iterator[Problem]:
    """Languages that papers are made in are locales of the site."""
    for file, site in content.of_kind(Site):
        place = top(content, file)
        for number, pair in enumerate(site.papers.pairs or ()):
            for index, tag in enumerate(pair):
                if tag not in site.locales:
                    keys = ("papers", "pairs", str(number), str(index))
                    yield dangling(place, keys, "site locale", tag, site.locales)


@check
def check_regions(content: Content, _options: Options) -> Iterator[Problem]:
    """Regions with papers of their own are regions of a host country: of one is enough."""
    countries = [country for _file, country in content.of_kind(Country)]
    for file, site in content.of_kind(Site):
        for number, region in enumerate(site.papers.regions):
            if countries and not any(region in country.regions for country in countries):
                yield file.problem(
                    ("papers", "regions", str(number)),
                    "paper-region",
                    f'no host country has a region "{region}", so no paper is made for it',
                    "Copy the id from country.yaml, or remove it.",
                )


@check
def check_source_script(content: Content, _options: Options) -> Iterator[Problem]:
    """What authors write is written in letters of the locale that they say they write."""
    for file, site in content.of_kind(Site):
        language = find_language(site.source_locale)
        if language is None or language.script == "Latn":
            continue
        letters = {letter for _place, text in texts(content) for letter in text.text}
        if all(letter.isascii() for letter in letters if letter.isalpha()):
            yield file.problem(
                ("source_locale",),
                "unknown-language",
                f'all texts are in Latin letters, but "{language.tag}" is written in another '
                "script",
                'Write the locale of the texts, for example "en".',
            )


def phase_of(stage: str) -> str:
    """Return the phase of a stage: before, during or after."""
    return next(phase for phase, stages in PHASES.items() if stage in stages)
