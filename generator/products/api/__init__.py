"""Step 4, api: advisories → ``api/v1/H/L/*.json`` for others: weather offices, hotlines, apps.

In: advisories. Out: for each a folder of JSON files, their schemas and an OpenAPI document beside
them, and above all countries ``index.json``. Static files on any web host, answered to any origin
(``products/headers.py``). How others use them: docs/how-to/use-the-data.md; why so:
docs/adr/0052-data-for-programs-of-others.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from ...cache.digests import code_digest
from ...localise.advisory import Advisory
from ...localise.guarding import is_state_line, safe_to_ask
from ...localise.interface import FEED_GONE
from ...localise.since import FactChange
from ...localise.texts import Run
from ...text.plain import flat
from ..channels.feed import LICENCE, numbers_gone
from ..data import states
from ..pages import Front, interface_words, languages_table
from ..target import Files, Target, one_file
from . import shapes, whole_files
from .documents import LISTED, MUST_SHOW, ROOT, SCHEMAS, as_bytes, documents
from .facts import Teller

__all__ = ["plan", "plan_above"]

_PRODUCT = "api"
_SAID = ("country", "hazards", "insurance", "contacts", "rules", "answers", "changes")
"""What of an advisory the files say in sentences."""
_TOLD = (*_SAID, "sources", "corridor", "people", "withdrawn", "withdrawn_on", "since")
"""All that they say."""


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """One folder for each advisory, ``api/v1/H/L/``."""
    return [_target(advisory) for advisory in advisories]


def plan_above(every: Sequence[Front]) -> list[Target]:
    """Return targets: ``api/v1/index.json`` (countries, locales), and what describes all files."""
    files = {f"{ROOT}index.json": as_bytes(_index(every)), **documents(every[0].site_url)}
    return [
        Target.of(path, _PRODUCT, partial(one_file, path, data), data=data, code=code_digest())
        for path, data in files.items()
    ]


def _target(advisory: Advisory) -> Target:
    path = f"{ROOT}{advisory.host}/{advisory.locale}/"
    # Of numbers that papers say, too, follows which are dead.
    said = [getattr(advisory, name) for name in _TOLD], numbers_gone(advisory)
    publisher = advisory.site.publisher
    return Target.of(
        path,
        _PRODUCT,
        partial(files, advisory),
        data=repr((said, publisher)).encode(),
        interface=interface_words([advisory.ui]),
        languages=languages_table(advisory.languages),
        code=code_digest(),
    )


def files(advisory: Advisory) -> Files:
    """Return the files of an advisory, except ``notices.json``, which comes and goes separately."""
    teller = Teller(advisory)
    told = _told(teller)
    told["changes"] = _changes(teller, told)
    told["host"] = _host(teller)
    base = f"{ROOT}{advisory.host}/{advisory.locale}/"
    return {f"{base}{name}.json": as_bytes(shape) for name, shape in told.items()}


def _told(teller: Teller) -> dict[str, whole_files.Envelope]:
    """Return the files with facts."""
    contacts, hazards, questions = teller.contacts(), teller.hazards(), teller.questions()
    schemes, points, answers = teller.schemes(), teller.insurance_points(), teller.answers()
    start = partial(_envelope, teller.advisory)

    def cited(*facts: Iterable[shapes.Shape]) -> dict[str, shapes.Source]:
        every = [one for group in facts for fact in group for one in sources_named(fact)]
        return teller.sources(every)

    return {
        "contacts": whole_files.ContactsFile(
            **start("contacts"), sources=cited(contacts), contacts=contacts
        ),
        "hazards": whole_files.HazardsFile(
            **start("hazards"), sources=cited(hazards), hazards=hazards
        ),
        "insurance": whole_files.InsuranceFile(
            **start("insurance"),
            sources=cited(schemes, points),
            intro=teller.text(teller.advisory.insurance.intro),
            schemes=schemes,
            points=points,
        ),
        "answers": whole_files.AnswersFile(
            **start("answers"), sources=cited(answers), answers=answers
        ),
        "questions": whole_files.QuestionsFile(
            **start("questions"), sources=cited(questions), questions=questions
        ),
    }


def _envelope(advisory: Advisory, name: str) -> dict[str, object]:
    return envelope(advisory.host, advisory.locale, name, advisory.site.publisher)


def envelope(host: str, locale: str, name: str, publisher: str | None) -> dict[str, object]:
    """Return what the file *name* of a country and locale begins with."""
    return {
        "$schema": f"../../{SCHEMAS}{name}.json",
        "api": "v1",
        "host": host,
        "locale": locale,
        "licence": _licence(publisher),
    }


def _licence(publisher: str | None) -> whole_files.Licence:
    return whole_files.Licence(
        name="CC BY 4.0", url=LICENCE, attribution=publisher or "the publisher of this site"
    )


def sources_named(value: object) -> Iterable[str]:
    """Yield the ids of all sources below *value*, in order."""
    if isinstance(value, shapes.Shape):
        yield from getattr(value, "sources", ())
        for name in type(value).model_fields:
            yield from sources_named(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from sources_named(one)
    elif isinstance(value, list):
        for one in value:
            yield from sources_named(one)


def facts_in(value: object) -> Iterable[shapes.Fact]:
    """Yield all facts below *value*, in order."""
    if isinstance(value, shapes.Fact):
        yield value
    if isinstance(value, shapes.Shape):
        for name in type(value).model_fields:
            yield from facts_in(getattr(value, name))
    elif isinstance(value, list):
        for one in value:
            yield from facts_in(one)


def _host(teller: Teller) -> whole_files.HostFile:
    a, country = teller.advisory, teller.advisory.country
    free = a.ui("foot.free", "Help is free.")
    nobody = a.ui("foot.nobody", "Nobody may ask you for money, work or sex for it.")
    return whole_files.HostFile(
        **_envelope(a, "host"),
        code=country.code,
        name=teller.text(country.name),
        origin=a.origin,
        people=teller.text(a.people.people),
        language=country.language,
        time_zone=country.time_zone,
        calling_code=country.calling_code,
        currency=country.currency,
        caution=teller.caution,
        help_is_free=teller.line((free, nobody)),
        plates=teller.contact_ids(country.plates),
        ask_first=teller.contact_ids(safe_to_ask(a)),
        statuses={key: teller.text(name) for key, name in country.statuses.items()},
        regions={
            key: whole_files.Region(name=teller.text(one.name), areas=list(one.areas))
            for key, one in country.regions.items()
        },
        provinces={key: teller.text(one.name) for key, one in country.provinces.items()},
        translation=whole_files.Translation(**states({name: getattr(a, name) for name in _SAID})),
    )


def _changes(teller: Teller, told: dict[str, whole_files.Envelope]) -> whole_files.ChangesFile:
    a = teller.advisory
    standing = {fact.id: fact.version for shape in told.values() for fact in facts_in(shape)}
    return whole_files.ChangesFile(
        **_envelope(a, "changes"),
        compared_with=a.since.published_on,
        changed=[_changed(one) for one in a.since.changes if _is_ours(teller, one.id)],
        withdrawn=[
            whole_files.Withdrawn(id=one.id, day=one.day, instead=one.instead)
            for one in a.since.gone
            if _is_ours(teller, one.id)
        ],
        do_not_call=[_dead(teller, number) for number in numbers_gone(a)],
        notes=[
            whole_files.Note(id=key, day=one.day, note=teller.text(one.note))
            for key, one in a.changes.items()
        ],
        standing=standing,
    )


def _changed(one: FactChange) -> whole_files.Changed:
    renamed = {"before": one.before} if one.before else {}
    return whole_files.Changed(
        id=one.id, kind=one.kind, number=one.number, life_safety=one.life_safety, **renamed
    )


def _is_ours(teller: Teller, name: str) -> bool:
    """Whether files of this country and locale have, or had, the fact *name*."""
    kinds = ("contacts", "hazards", "rules", "answers", "schemes", "insurance")
    library = (f"hazards.{slug}" for slug in teller.advisory.hazards)
    heads = (*(f"{teller.host}.{kind}" for kind in kinds), *library)
    return any(name == head or name.startswith(f"{head}.") for head in heads)


def _dead(teller: Teller, number: str) -> whole_files.DeadNumber:
    a = teller.advisory
    key = dict(a.withdrawn)[number]
    contact = a.contacts.get(key) if key else None
    instead = [contact.id] if contact else []
    if contact and is_state_line(a, contact):
        # Never alone: whom it is safe to ask comes first.
        instead = list(dict.fromkeys([*safe_to_ask(a), contact.id]))
    return whole_files.DeadNumber(
        words=teller.label(*FEED_GONE, number=Run(number, "tel", a.locale)),
        do_not_call=True,
        number=number,
        day=a.withdrawn_on[number],
        instead=teller.contact_ids(instead),
    )


def _index(every: Sequence[Front]) -> whole_files.IndexFile:
    return whole_files.IndexFile(
        **{"$schema": f"{SCHEMAS}index.json"},
        api="v1",
        licence=_licence(None),
        openapi="openapi.json",
        must_show=list(MUST_SHOW),
        places=[
            whole_files.Place(
                host=one.host,
                locale=one.locale,
                language=flat(one.language.english),
                origin=one.origin,
                path=f"{one.host}/{one.locale}/",
            )
            for one in every
        ],
        files=LISTED,
    )
