"""What those who assist read: whose it is, who did not agree to be named, who begins nothing; translations by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from support.check import swap
from support.each import each
from support.example import EXAMPLE_LOCALES
from support.real import real_content

from generator.load import Content
from generator.load.staff import agencies, unnamed_contacts
from generator.localise.advisory import Advisory
from generator.localise.assembly import advisory_of
from generator.localise.corridors import load_catalogs
from generator.localise.localiser import Localiser
from generator.localise.records.base import BaseRecord, values_of
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.records.twins import AgencyRecord, StaffLineRecord
from generator.localise.staff import staff_of
from generator.localise.texts import texts
from generator.localise.translator import Translator
from generator.model import Model
from generator.model.marks import OnlyForOrigin, marked
from generator.model.staff import StaffLine
from generator.po.catalog import Entry
from generator.system.clock import build_moment
from generator.text.languages import known_languages


def test_words_of_each_contact_of_a_case_are_translated_by_their_place(example_content) -> None:
    catalogs = load_catalogs(example_content, EXAMPLE_LOCALES, ["es"])
    place = "refer.cases.somebody-died.contacts.{}.may_follow.good"
    words = {"They go with the family.": "Van con la familia.", "The paper is written at once.": "Al momento."}  # fmt: skip
    entries = {
        place.format(number): Entry(msgid=source, msgstr=said)
        for number, (source, said) in enumerate(words.items())
    }
    catalogs["es", "freedonia-staff"] = replace(catalogs["es", "freedonia-staff"], entries=entries)
    translator = Translator(("es", "en"), catalogs)
    localiser = Localiser(
        example_content, ("sylvania", "freedonia"), translator, known_languages(), build_moment()
    )
    staff = staff_of(localiser)
    assert staff is not None
    here = staff.cases["somebody-died"].here
    assert here is not None
    said = [
        (contact.may_follow.good.lang, str(contact.may_follow.good)) for contact in here.contacts
    ]
    assert said == [("es", "Van con la familia."), ("es", "Al momento.")]


# --- whose it is ----------------------------------------------------------------------------------

HOSTS = ("thailand", "malaysia", "japan", "south-korea", "singapore", "mexico")


def localised(content: Content, origin: str, host: str) -> Advisory:
    languages = known_languages()
    return advisory_of(
        Localiser(content, (origin, host), Translator(("en",), {}), languages, build_moment())
    )


def staff_record(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def below(value: object) -> Iterator[BaseRecord]:
    """Every record below *value*."""
    if isinstance(value, BaseRecord):
        yield value
        value = values_of(value)
    for one in (
        value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    ):
        yield from below(one)


def for_others(value: Any) -> Any:
    """The same models, with every line for those who assist meant for people of another origin."""
    if isinstance(value, Model):
        names = type(value).model_fields
        changed = {name: for_others(getattr(value, name)) for name in names if name != "mandate"}
        if isinstance(value, StaffLine):
            changed["origin"] = "ruritania"
        return value.model_copy(update=changed)
    if isinstance(value, dict):
        return {key: for_others(one) for key, one in value.items()}
    return tuple(map(for_others, value)) if isinstance(value, tuple) else value


def test_what_may_be_for_one_origin_alone_is_marked_so() -> None:
    kinds, seen = [Model], set[type[Model]]()
    while kinds:
        kind = kinds.pop()
        kinds += [one for one in kind.__subclasses__() if one not in seen]
        seen.add(kind)
    named = {
        kind for kind in seen if "origin" in kind.model_fields and "host" not in kind.model_fields
    }
    unmarked = {kind.__name__ for kind in named if not marked(kind, OnlyForOrigin)}
    assert unmarked == {"PictureEntry"}  # where a picture comes from


def test_a_line_for_people_of_another_origin_is_in_no_product_whatever_it_is_part_of(
    example_content,
) -> None:
    """Steps, facts, safeguards, rules, plan, drills, courses: products are made of these records alone."""
    files = {
        name: replace(file, model=for_others(file.model)) if "staff/" in name else file
        for name, file in example_content.files.items()
    }
    hosts = {
        slug: replace(host, files={stem: files[file.name] for stem, file in host.files.items()})
        for slug, host in example_content.hosts.items()
    }
    before = staff_record(localised(example_content, "sylvania", "freedonia"))
    after = staff_record(
        localised(replace(example_content, files=files, hosts=hosts), "sylvania", "freedonia")
    )
    lines = {type(one).__name__ for one in each(below(before)) if isinstance(one, StaffLineRecord)}
    assert lines >= {"StaffLineRecord", "StepRecord", "HostStepRecord", "KeptRecord"}
    left = [one for one in below(after) if isinstance(one, StaffLineRecord)]
    mandates = [one.mandate for one in below(after) if isinstance(one, AgencyRecord)]
    assert left == mandates


@pytest.mark.parametrize("host", HOSTS)
def test_no_record_of_a_corridor_is_for_people_of_another_origin(host: str) -> None:
    content = real_content()
    for pair in each(pair for pair in content.site.corridors if pair.host == host):
        advisory = localised(content, pair.origin, host)
        meant = {
            one.origin
            for one in each(below(advisory.staff))
            if isinstance(one, StaffLineRecord | AgencyRecord)
        }
        assert meant <= {None, pair.origin}


def test_a_step_for_others_does_not_take_the_place_of_ours(example_content) -> None:
    content = swap(
        "hosts/freedonia/staff/procedures.yaml", "    steps:\n",
        "    steps:\n      theirs:\n        who: caseworker\n        text: Do it their way.\n        basis: proposal\n"
        "        origin: ruritania\n        replaces: lawyer\n",
    )  # fmt: skip
    steps = staff_record(localised(content, "sylvania", "freedonia")).procedures["death"].steps
    assert "theirs" not in steps
    assert (
        steps.keys()
        == staff_record(localised(example_content, "sylvania", "freedonia"))
        .procedures["death"]
        .steps.keys()
    )


# --- who did not agree ------------------------------------------------------------------------------


def test_a_group_that_did_not_agree_is_nowhere_in_an_advisory(example_content) -> None:
    contact = example_content.hosts["freedonia"].assistance.contacts["river-friends"]
    whole = repr(localised(example_content, "sylvania", "freedonia"))
    assert contact.label not in whole
    assert contact.number not in whole
    agreed = swap(
        "hosts/freedonia/staff/agencies.yaml",
        "state: not-agreed",
        "state: listed\n    agreed_on: 2026-11-01",
    )
    assert contact.number in repr(localised(agreed, "sylvania", "freedonia"))


@pytest.mark.parametrize("host", HOSTS)
def test_no_contact_of_such_a_group_is_named_by_any_id(host: str) -> None:
    content = real_content()
    hidden = unnamed_contacts(content.hosts[host])
    named = {one.name for one in agencies(content.hosts[host]).values() if not one.may_be_named}
    for pair in each(pair for pair in content.site.corridors if pair.host == host):
        advisory = localised(content, pair.origin, host)
        assert hidden.isdisjoint(advisory.contacts)
        whole = repr(advisory)
        assert [key for key in hidden if f"'{key}'" in whole] == []
        # Who published a text stands in the list of sources, as on its cover.
        said = [str(text) for text in texts(values_of(advisory.staff))] if advisory.staff else []
        said += [str(contact.label) for contact in advisory.contacts.values()]
        assert [name for name in named for text in said if name in text] == []


# --- who begins nothing -----------------------------------------------------------------------------


def attache(state: str) -> Content:
    role = "roles:\n  attache:\n    title: Labour attaché\n    of_origin_state: true\n    does: Asks.\n"
    roles = swap("staff/roles.yaml", "roles:\n", role)
    procedure = swap("staff/procedures/death.yaml", "may_start: [", "may_start: [attache, ")
    procedure = replace(
        procedure, files={**procedure.files, "staff/roles.yaml": roles.files["staff/roles.yaml"]}
    )
    name = "origins/sylvania.yaml"
    origin = procedure.files[name]
    model = origin.model.model_copy(update={"state": state})
    return replace(procedure, files={**procedure.files, name: replace(origin, model=model)})


def test_somebody_of_a_feared_state_begins_nothing_and_has_no_part() -> None:
    feared = staff_record(localised(attache("feared"), "sylvania", "freedonia"))
    assert "attache" not in feared.procedures["death"].may_start
    assert feared.procedures["death"].may_start
    assert "attaché" not in repr(feared)
    trusted = staff_record(localised(attache("by-case"), "sylvania", "freedonia"))
    assert trusted.procedures["death"].may_start[0] == "attache"
    assert "attaché" in repr(trusted)


def test_in_our_corridors_of_a_feared_state_its_officers_begin_nothing() -> None:
    content = real_content()
    feared = [
        pair for pair in content.site.corridors if content.origins[pair.origin].state == "feared"
    ]
    for pair in each(feared):
        staff = staff_record(localised(content, pair.origin, pair.host))
        begun = {key for one in staff.procedures.values() for key in (*one.may_start, *one.roles)}
        assert begun <= staff.roles.keys()
        assert not any(role.of_origin_state for role in staff.roles.values())
