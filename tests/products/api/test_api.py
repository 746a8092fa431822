"""Data for programs of others: it is what its schemas say, no number is bare, nobody is found by it, what is gone is told."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from support.each import each
from support.example import EXAMPLE_LOCALES
from support.published import PUBLISHED, copy_of_example, publish
from support.withdraw import withdraw

from generator.load import Content, load_content
from generator.load.told import told_facts
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.guarding import cautions_before
from generator.localise.records.contacts import ContactRecord
from generator.localise.texts import plain
from generator.products import api
from generator.products.api.documents import documents, openapi
from generator.products.api.notices import target as notices_target
from generator.products.sending.sent import said

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
KINDS = {"host", "contacts", "hazards", "insurance", "answers", "questions", "changes"}


@pytest.fixture
def advisory(example_advisory: Make) -> Advisory:
    return example_advisory("en")


def localised(content: Content, locale: str = "en") -> Advisory:
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", locale)))


def read(advisory: Advisory) -> dict[str, Any]:
    """The files of a country and locale, by name."""
    return {Path(path).stem: json.loads(data) for path, data in api.files(advisory).items()}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        # Links belong to the text beside them.
        value = {key: part for key, part in value.items() if key != "links"}
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from objects(one)


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text)


def bare(value: Any, number: str, *cautions: str) -> list[Any]:
    """Where *number* stands, and none of *cautions* before it in the same text or the same object."""
    wanted, digits = [*map(squeezed, cautions)], re.compile(rf"(?<!\d){squeezed(number)}(?!\d)")
    found = []
    for one in objects(value):
        before = ""
        for key, part in one.items():
            words = part if isinstance(part, str) else json.dumps(part) if key == "links" else ""
            # A name of ours is not dialled.
            is_id = key == "id" or re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9_-]+)+", words)
            hit = None if is_id else digits.search(squeezed(words))
            said_first = before + squeezed(words)[: hit.start()] if hit else ""
            if hit and not any(caution in said_first for caution in wanted):
                found.append(one)
            # A caution in the same object, or the words that a link is in.
            if key in ("text", "caution") and part:
                before += squeezed(part if isinstance(part, str) else part["text"])
    return found


def cautions_of(advisory: Advisory, contact: ContactRecord) -> list[str]:
    """What may stand before its number: of all who answer there, each in the words of its own card."""
    assert contact.tel
    sharing = [o for o in advisory.contacts.values() if o.tel and o.tel.href == contact.tel.href]
    return [words for one in sharing if (words := said(cautions_before(advisory, one)))]


def test_each_file_is_what_its_schema_says_and_a_spoiled_one_is_not(example_advisory: Make) -> None:
    files = {**api.files(example_advisory("my")), **documents("https://freedonia.test/")}
    schemas = {p: json.loads(d) for p, d in files.items() if "/schema/" in p}
    folder = "api/v1/freedonia/my/"
    assert {p.removeprefix(folder) for p in files if p.startswith(folder)} == {
        f"{kind}.json" for kind in KINDS
    }
    for kind in each(sorted(KINDS)):
        data = json.loads(files[f"{folder}{kind}.json"])
        path = (Path(folder) / data["$schema"]).parts
        assert path[-4:] == ("..", "..", "schema", f"{kind}.json")
        validator = jsonschema.Draft202012Validator(schemas[f"api/v1/schema/{kind}.json"])
        validator.check_schema(validator.schema)
        assert list(validator.iter_errors(data)) == []
        # A field of tomorrow is no fault; one that is missing, or of another kind, is.
        assert list(validator.iter_errors({**data, "new": 1})) == []
        assert list(validator.iter_errors({k: v for k, v in data.items() if k != "licence"}))
    contacts = json.loads(files[f"{folder}contacts.json"])
    contacts["contacts"][0]["numbers"][0]["number"] = 995
    validator = jsonschema.Draft202012Validator(schemas["api/v1/schema/contacts.json"])
    assert [error.message for error in validator.iter_errors(contacts)] == [
        "995 is not of type 'string'"
    ]


def test_the_openapi_document_is_valid_and_names_each_file() -> None:
    document = json.loads(documents("https://freedonia.test/")["api/v1/openapi.json"])
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    named = {path.rpartition("/")[2].removesuffix(".json") for path in document["paths"]}
    assert named == KINDS | {"notices", "index"}
    spoiled = openapi("https://freedonia.test/")
    del spoiled["info"]["title"]
    assert list(OpenAPIV31SpecValidator(spoiled).iter_errors())
    unknown = openapi("https://freedonia.test/")
    del unknown["components"]["schemas"]["Contact"]
    with pytest.raises(Exception, match="Contact"):
        list(OpenAPIV31SpecValidator(unknown).iter_errors())


def test_ids_are_those_of_the_content_in_each_locale(
    example_content: Content, example_advisory: Make
) -> None:
    known = {fact.id for fact in told_facts(example_content).values()}
    ids = [set(read(example_advisory(tag))["changes"]["standing"]) for tag in ("en", "my")]
    assert ids[0] == ids[1]
    assert len(ids[0]) > 50
    assert ids[0] <= known
    # Whoever is named can be found.
    for file in each(read(example_advisory("en")).values()):
        for one in objects(file):
            named = [*one.get("contacts", ()), *one.get("ask_first", ())]
            assert {key for key in named if isinstance(key, str)} <= ids[0]
            assert set(one.get("sources", ())) <= set(file.get("sources", ()))


def test_each_text_has_its_state_and_each_number_its_proof(example_advisory: Make) -> None:
    contacts = read(example_advisory("my"))["contacts"]["contacts"]
    assert [one["label"]["state"] for one in contacts]
    for one in each(contacts):
        assert one["read_on"]
        assert one["sources"]
        for number in one["numbers"]:
            assert number["proof"]["words"]["text"] in number["line"]["text"]
            assert number["number"] in number["line"]["text"]
            assert number["proof"]["called_on"] is None
    assert {text["state"] for file in read(example_advisory("my")).values() for text in objects(file) if "state" in text} >= {
        "missing", "draft",
    }  # fmt: skip
    drafts = [
        o
        for f in read(example_advisory("my")).values()
        for o in objects(f)
        if o.get("state") == "draft"
    ]
    assert all(each(o.get("source") for o in drafts))
    # What is to be put in has been put in.
    assert "%(" not in json.dumps(read(example_advisory("my")))


def test_no_number_is_without_its_caution_in_any_byte(advisory: Advisory) -> None:
    cautioned = [
        one for one in advisory.contacts.values() if one.tel and cautions_before(advisory, one)
    ]
    files, seen = read(advisory), set()
    for one in each(cautioned):
        assert one.tel
        for name, file in files.items():
            assert bare(file, one.tel.text, *cautions_of(advisory, one)) == [], (name, one.id)
            if squeezed(one.tel.text) in squeezed(json.dumps(file)):
                seen.add(name)
    # A test that finds no number proves nothing.
    assert seen >= {"contacts", "questions"}


def test_a_bare_number_would_be_seen() -> None:
    number = {"caution": {"text": "Ask first."}, "number": "1 55"}
    assert (
        bare(
            [number, {"text": "Ask first. Call 155", "links": {"155": "tel:155"}}],
            "155",
            "Ask first.",
        )
        == []
    )
    assert bare({"number": "155", **number, "caution": None}, "155", "Ask first.")
    assert bare({"text": "Call 155. Ask first."}, "155", "Ask first.")
    assert bare({"text": "Call", "links": {"155": "tel:155"}}, "155", "Ask first.")


def test_a_sentence_with_a_number_has_its_caution_inside(advisory: Advisory) -> None:
    one = next(c for c in advisory.contacts.values() if c.tel and cautions_before(advisory, c))
    assert one.tel
    named = replace(plain("Call: ", "en"), runs=(*plain("Call: ", "en").runs, one.tel))
    rule, *_ = advisory.rules.values()
    changed = replace(advisory, rules={**advisory.rules, rule.id: replace(rule, words=named)})
    questions = read(changed)["questions"]
    text = next(q for q in questions["questions"] if q["id"].endswith(rule.id))["text"]["text"]
    assert text == f"{said(cautions_before(changed, one))} Call: {one.tel.text}"
    assert bare(questions, one.tel.text, said(cautions_before(changed, one))) == []


def test_a_note_on_a_source_does_not_carry_a_number_past_its_caution(advisory: Advisory) -> None:
    one = next(c for c in advisory.contacts.values() if c.tel and cautions_before(advisory, c))
    assert one.tel
    key, *_ = one.sources
    noted = replace(advisory.sources[key], where=f'page 3; another has "or {one.tel.text}"')
    changed = replace(advisory, sources={**advisory.sources, key: noted})
    sources = read(changed)["contacts"]["sources"]
    assert sources[key]["where"] is None
    assert bare(sources, one.tel.text, "a caution") == []
    plainly = replace(advisory, sources={**advisory.sources, key: replace(noted, where="page 3")})
    assert read(plainly)["contacts"]["sources"][key]["where"] == "page 3"


def test_nobody_is_found_by_it(advisory: Advisory) -> None:
    """No address, seat or map of anybody: a refuge is not told apart from others by what is left out."""
    hidden = ("12 Hidden Lane", "Hiding Town", "hidden.test", "hide@hidden.test")
    line = advisory.contacts["quiet-line"]
    others = [one for one in advisory.contacts.values() if one.address]
    web = next(c.channels for c in advisory.contacts.values() if c.channels)
    found = replace(
        line, address=hidden[0], seat=hidden[1],
        channels=replace(web, web=f"https://{hidden[2]}", email=hidden[3]),
    )  # fmt: skip
    every = b"".join(
        api.files(replace(advisory, contacts={**advisory.contacts, line.id: found})).values()
    )
    assert str(line.label).encode() in every
    # Nor the posts of the state of origin, unless everybody calls them.
    own = {one.number for one in advisory.contacts.values()}
    posts = {number for post in advisory.corridor.posts.values() for number in post.numbers} - own
    assert posts
    for secret in each([*hidden, *posts, *(str(one.address) for one in others)]):
        assert secret.encode() not in every


def test_lines_of_the_state_are_last_and_say_whom_to_ask_first(advisory: Advisory) -> None:
    contacts = read(advisory)["contacts"]["contacts"]
    rank = [(not one["national_emergency"], one["state_line"]) for one in contacts]
    assert rank == sorted(rank)
    assert not contacts[0]["state_line"]
    guarded = [one for one in contacts if one["state_line"]]
    for one in each(one for one in guarded if not one["national_emergency"]):
        assert one["ask_first"]
        assert one["id"] not in one["ask_first"]
        assert all(number["caution"] for number in one["numbers"])
    # Nothing delays a code of the nation, but the police is told as what it is.
    coded = replace(advisory.contacts["police"], national_emergency=True)
    changed = replace(advisory, contacts={**advisory.contacts, "police": coded})
    codes = [one for one in read(changed)["contacts"]["contacts"] if one["national_emergency"]]
    assert [one["state_line"] for one in codes] == [False] * (len(codes) - 1) + [True]
    assert codes[-1]["ask_first"] == []


def test_what_was_withdrawn_is_told_and_is_nowhere_else(tmp_path: Path) -> None:
    copy_of_example(tmp_path)
    before = read(localised(load_content(tmp_path / "content", tmp_path)[0]))
    content = withdraw(tmp_path, "contacts.flood-office", instead="open-door")
    after = read(localised(content))
    gone = "freedonia.contacts.flood-office"
    assert gone in before["changes"]["standing"]
    changes = after.pop("changes")
    assert gone not in changes["standing"]
    instead = "freedonia.contacts.open-door"
    assert changes["withdrawn"] == [{"id": gone, "day": "2026-11-25", "instead": instead}]
    (dead,) = changes["do_not_call"]
    assert (dead["number"], dead["do_not_call"], dead["day"]) == ("1234", True, "2026-11-25")
    assert "Do not call" in dead["words"]["text"]
    assert dead["instead"][-1] == instead
    # Sources keep what they say; nothing that is shown has it.
    assert gone not in json.dumps(after)
    assert not [one for one in objects(after) if one.get("dial") == "tel:1234"]
    assert not [one for one in objects(after) if "tel:1234" in json.dumps(one.get("links", {}))]


def test_what_differs_from_what_was_published_last_is_told(tmp_path: Path) -> None:
    content = copy_of_example(tmp_path)
    never = read(localised(load_content(content)[0]))["changes"]
    assert (never["compared_with"], never["changed"]) == (None, [])
    publish(content)
    same = read(localised(load_content(content)[0]))["changes"]
    assert (same["compared_with"], same["changed"]) == (str(PUBLISHED), [])
    path = content / "hosts/freedonia/assistance.yaml"
    path.write_text(path.read_text("utf-8").replace('"1234"', '"1235"'), "utf-8")
    flood = content / "hazards/flood.yaml"
    flood.write_text(flood.read_text("utf-8").replace("Pack a small bag.", "Pack a bag."), "utf-8")
    other = read(localised(load_content(content)[0]))["changes"]
    found = {one["id"]: (one["kind"], one["number"]) for one in other["changed"]}
    assert found == {
        "freedonia.contacts.flood-office": ("changed", True),
        "hazards.flood.pack-bag": ("changed", False),
    }
    # The versions tell the same without any record.
    differ = {key for key, v in same["standing"].items() if other["standing"].get(key) != v}
    assert differ >= set(found)
    assert "freedonia.contacts.open-door" not in differ


def test_a_line_that_ended_has_no_number(advisory: Advisory) -> None:
    one = advisory.contacts["flood-office"]
    ended = replace(
        advisory, contacts={**advisory.contacts, one.id: replace(one, ended="2026-11-20")}
    )
    row = next(c for c in read(ended)["contacts"]["contacts"] if c["id"].endswith(one.id))
    assert (row["numbers"], row["ended"]) == ([], "2026-11-20")


def test_neither_day_nor_process_matters(advisory: Advisory) -> None:
    assert api.plan([]) == []
    (target,) = api.plan([advisory])
    (later,) = api.plan([replace(advisory, today=advisory.today + timedelta(days=1))])
    assert later.digest == target.digest
    assert pickle.loads(pickle.dumps(target)).make() == target.make()
    (changed,) = api.plan([replace(advisory, rules={})])
    assert changed.digest != target.digest


def test_an_almost_empty_country_and_hostile_words_are_data(advisory: Advisory) -> None:
    empty = replace(advisory, hazards={}, rules={}, contacts={}, changes={})
    assert read(empty)["contacts"]["contacts"] == []
    hostile = '"},{"number":"666"}</script>\u202e\x00\\'
    one = next(iter(advisory.contacts.values()))
    changed = {**advisory.contacts, one.id: replace(one, label=plain(hostile, "en"))}
    row = read(replace(advisory, contacts=changed))["contacts"]["contacts"][0]
    assert row["label"]["text"] == hostile


def test_no_notice_is_an_empty_list() -> None:
    target = notices_target("freedonia", "my", [], None)
    (data,) = target.make().values()
    assert json.loads(data)["notices"] == []
