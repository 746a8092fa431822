"""Step 3: the records of a corridor → its ``Advisory`` in one locale.

In: a ``Localiser``, which makes the records. Out: all that readers of one origin country are told
in one host country, with what hazards say anywhere joined with what the host country says of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from ..load.kinds import CAMPAIGNS
from ..model import PHASES, Hazard, HostHazard, Source, standing_in
from ..model.pictures import states_of
from .advisory import Advisory
from .host_terms import host_terms
from .localiser import Localiser, is_withdrawn, scope_of
from .records.contacts import ContactRecord, PartnerRecord
from .records.facts import AnswersRecord, RuleRecord
from .records.library import (
    AidTopicRecord,
    HazardRecord,
    LocalMessageRecord,
    PhraseRecord,
    PrepareRecord,
)
from .records.twins import (
    CampaignRecord,
    ChangeRecord,
    CorridorRecord,
    CountryRecord,
    GuidesRecord,
    InsuranceRecord,
    MessageRecord,
    OriginRecord,
    ReferralRecord,
    SourceRecord,
    WarningRecord,
)
from .sentences import Scope
from .since import since_of
from .spoken import spoken_of
from .staff import staff_of
from .texts import Run, Text


def advisory_of(localiser: Localiser) -> Advisory:
    """Build the advisory of the corridor and the locale that *localiser* speaks for."""
    host, content, locale = localiser.host, localiser.content, localiser.translator.locale
    assistance = _at(localiser, "assistance")
    origin = Scope(localiser.origin_slug, (), localiser.origin_slug)
    of_corridor = origin.child("corridors").child(localiser.host_slug)
    phrases = content.phrases.said_by(localiser.origin_slug)
    country = localiser.record(host.country, _at(localiser, "country"), CountryRecord)
    staff = staff_of(localiser)
    return Advisory(
        host=localiser.host_slug,
        origin=localiser.origin_slug,
        locale=locale,
        language=localiser.languages[locale],
        languages=localiser.languages,
        ui=localiser.sentences.ui,
        today=localiser.today,
        site=content.site,
        country=country,
        hazards=hazards_of(localiser),
        warnings=localiser.mapping(
            host.hazards.warnings, _at(localiser, "hazards", "warnings"), WarningRecord
        ),
        first_aid=_first_aid(localiser),
        prepare=_prepare(localiser),
        phrases=localiser.mapping(phrases, Scope("phrases", ("phrases",), "phrases"), PhraseRecord),
        insurance=localiser.record(host.insurance, _at(localiser, "insurance"), InsuranceRecord),
        contacts=localiser.mapping(
            host.assistance.contacts, assistance.child("contacts"), ContactRecord
        ),
        rules=localiser.mapping(host.assistance.rules, assistance.child("rules"), RuleRecord),
        answers=localiser.record(
            host.assistance.answers, assistance.child("answers"), AnswersRecord
        ),
        guides=localiser.record(host.guides, _at(localiser, "guides"), GuidesRecord),
        people=localiser.record(localiser.origin, origin, OriginRecord),
        corridor=localiser.record(
            localiser.corridor, of_corridor, CorridorRecord, localiser.host_slug
        ),
        sources=_sources(localiser),
        referrals=localiser.mapping(
            host.referrals, _at(localiser, "referrals", "referrals"), ReferralRecord
        ),
        changes=_changes(localiser, country),
        partners=_partners(localiser),
        spoken=spoken_of(localiser),
        pictures=states_of(content.pictures.values()),
        # The same dictionary that the records above have filled, so it has to come after them.
        recordings=localiser.sounds,
        synonyms=content.synonyms.of(locale),
        called=localiser.sentences.places.called(host.country),
        origin_called=localiser.sentences.places.called(localiser.origin),
        host_terms=host_terms(content.glossary, host.country.language, content.site.source_locale),
        tiles={code: (x, y) for code, x, y in host.map.tiles()} if host.map else {},
        campaigns=_campaigns(localiser),
        signed=host.signed,
        withdrawn=tuple((number, key) for number, key, _day in _withdrawn(localiser)),
        withdrawn_on={number: day for number, _key, day in _withdrawn(localiser)},
        since=since_of(content, localiser.host_slug),
        editions=content.editions.answered_in(localiser.host_slug, locale),
        assists=staff is not None and staff.is_local,
        staff=staff,
    )


def _prepare(localiser: Localiser) -> PrepareRecord:
    """Return what is said everywhere, and of what can have happened what leads somewhere here."""
    whole, leads = localiser.content.prepare, localiser.host.country.happened
    here = {slug: one for slug, one in whole.happened.items() if slug in leads}
    said = whole.model_copy(update={"happened": here})
    return localiser.record(said, Scope("prepare", (), "prepare"), PrepareRecord)


def _changes(localiser: Localiser, country: CountryRecord) -> dict[str, ChangeRecord]:
    """Join what changed in the country with what changed for all, the newest first."""
    shown = localiser.content.changes_shown_in(localiser.host_slug, [localiser.origin_slug])
    of_all = localiser.mapping(shown, Scope("prepare", ("changes",), "prepare"), ChangeRecord)
    # No id of a country's note has a full stop.
    joined = {**country.changes, **{f"all.{key}": change for key, change in of_all.items()}}
    return dict(sorted(joined.items(), key=lambda item: item[1].day, reverse=True))


def _at(localiser: Localiser, *path: str) -> Scope:
    """Return the scope of what stands at *path* in the host country's files."""
    return Scope(localiser.host_slug, path, localiser.host_slug)


def hazards_of(localiser: Localiser) -> dict[str, HazardRecord]:
    """Return what is said of each hazard of the host country, gravest first."""
    return {
        slug: _hazard(localiser, slug, localiser.content.hazards[slug], local)
        for slug, local in localiser.host.hazards.hazards.items()
    }


def _hazard(localiser: Localiser, slug: str, library: Hazard, local: HostHazard) -> HazardRecord:
    """Join what holds anywhere and what holds in the host country."""
    anywhere = Scope("hazards", (slug,), f"hazards.{slug}")
    in_host = scope_of(local, _at(localiser, "hazards", "hazards", slug))
    messages = _joined(
        localiser.mapping(library.messages, anywhere.child("messages"), MessageRecord),
        localiser.mapping(local.messages, in_host.child("messages"), LocalMessageRecord),
        _gone(localiser, local),
    )
    phases: dict[str, Any] = {
        phase: tuple(message for message in messages if message.stage in stages)
        for phase, stages in PHASES.items()
    }
    return HazardRecord(
        # The last wins: the host country over the library, and phases of messages already joined.
        **localiser.fields(library, anywhere) | localiser.fields(local, in_host) | phases,
        library_sources=tuple(f"{anywhere.namespace}.{key}" for key in library.sources),
        id=slug,
    )


def _first_aid(localiser: Localiser) -> dict[str, AidTopicRecord]:
    return {
        slug: localiser.record(
            topic, Scope("first-aid", (slug,), f"first-aid.{slug}"), AidTopicRecord, slug
        )
        for slug, topic in localiser.content.first_aid.items()
    }


def _campaigns(localiser: Localiser) -> dict[str, CampaignRecord]:
    """Localise the campaigns of this corridor, each post with what its own host country adds."""
    records = {
        slug: localiser.record(
            campaign, Scope(CAMPAIGNS, (slug,), f"{CAMPAIGNS}.{slug}"), CampaignRecord, slug
        )
        for slug, campaign in localiser.content.campaigns.items()
        if localiser.host_slug in (campaign.hosts or (localiser.host_slug,))
        if localiser.origin_slug in (campaign.origins or (localiser.origin_slug,))
    }
    return {slug: _of_host(one, localiser.host_slug) for slug, one in records.items()}


def _of_host(campaign: CampaignRecord, host: str) -> CampaignRecord:
    # An id of another country's contact may be that of another contact here.
    posts = {
        key: replace(post, countries={k: v for k, v in post.countries.items() if k == host})
        for key, post in campaign.posts.items()
    }
    return replace(campaign, posts=posts)


def _gone(localiser: Localiser, hazard: HostHazard) -> frozenset[str]:
    """Messages of the library that a host country had its own for, which is gone."""
    return frozenset(
        message.replaces
        for message in hazard.messages.values()
        if message.replaces and (is_withdrawn(message) or localiser.endings.is_gone(message))
    )


def _withdrawn(localiser: Localiser) -> Iterator[tuple[str, str | None, date]]:
    """Yield numbers not to dial any more, the contact that replaces each, and since when."""
    contacts = localiser.host.assistance.contacts
    for key, contact in contacts.items():
        successor, mark = None, contact.withdrawn
        if mark is not None:
            successor, day = standing_in(contacts, key), mark.day
        # A line that ended must no longer be dialled either, though nothing takes its place.
        elif contact.until is not None and localiser.endings.is_over(contact):
            day = contact.until.day
        else:
            continue
        for number in (contact.number, *contact.other_numbers):
            if number:
                yield number, successor, day


def _partners(localiser: Localiser) -> dict[str, PartnerRecord]:
    return {
        key: PartnerRecord(
            id=key,
            # As its owner writes it, in every locale.
            name=Text((Run(partner.name, "name", partner.lang),), partner.lang, "source"),
            number=partner.number,
            tel=localiser.sentences.tel(partner.number, localiser.translator.locale),
            area=partner.area,
            agreed_on=partner.agreed_on,
            printed=partner.printed,
        )
        for key, partner in localiser.content.partners.partners.items()
        if partner.host == localiser.host_slug
    }


def _sources(localiser: Localiser) -> dict[str, SourceRecord]:
    spaces: dict[str, Mapping[str, Source]] = {
        localiser.host_slug: localiser.host.sources.sources,
        localiser.origin_slug: localiser.origin.sources,
        "prepare": localiser.content.prepare.sources,
        "spoken": localiser.content.spoken.sources,
    }
    for slug in localiser.host.hazards.hazards:
        spaces[f"hazards.{slug}"] = localiser.content.hazards[slug].sources
    topics = localiser.content.first_aid
    spaces |= {f"first-aid.{key}": topic.sources for key, topic in topics.items()}
    campaigns = localiser.content.campaigns
    spaces |= {f"{CAMPAIGNS}.{key}": campaign.sources for key, campaign in campaigns.items()}
    return {
        f"{space}.{key}": localiser.record(source, Scope(space, (), space), SourceRecord)
        for space, sources in spaces.items()
        for key, source in sources.items()
    }


def _joined(
    library: Mapping[str, MessageRecord],
    local: Mapping[str, LocalMessageRecord],
    without_message: frozenset[str],
) -> list[MessageRecord]:
    """Library messages with the host's own in place of, above or after them.

    A limit of a message is right above it: below it, somebody has done the general thing already
    (CARE 58).

    *without_message* are those of the library that the host had its own for, withdrawn or ended
    since: the library's are not true there, and do not come back.
    """
    replaced = {
        message.replaces: message for message in local.values() if message.replaces in library
    }
    standing_keys = [key for key in library if key in replaced or key not in without_message]
    above: dict[str, list[LocalMessageRecord]] = {key: [] for key in standing_keys}
    added: list[LocalMessageRecord] = []
    for message in local.values():
        if message.replaces not in library:
            above.get(message.limits or "", added).append(message)
    standing = ([*above[key], replaced.get(key, library[key])] for key in standing_keys)
    return [*chain.from_iterable(standing), *added]
