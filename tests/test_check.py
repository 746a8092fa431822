"""Checks of facts, words, numbers and safety on the example, changed in one place at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalog import interface_messages
from generator.check import CHECKS, run, run_checks, safety, scripts
from generator.check.facts import last_read
from generator.check.phones import verdict
from generator.check.scope import Options, known_icons
from generator.check.translations import check_translations
from generator.check.words import check_data_in_texts, check_placeholders
from generator.load import Content, LoadedFile, load_content
from generator.load.tree import parse_yaml
from generator.load.validate import validate
from generator.model import Rule
from generator.problems import Problem

EXAMPLE = Path(__file__).parent / "example"
ROOT = EXAMPLE.parents[1]
CONTENT, _ = load_content(EXAMPLE)
TODAY = date(2026, 11, 25)
OPTIONS = Options(today=TODAY)
ZAWGYI = "ျမန္မာႏိုင္ငံသားမ်ားအတြက္ ေဆးခန္း ေတာင္ေပၚရြာ"


def with_file(name: str, change) -> Content:
    """Give the example with the text of one file changed."""
    text = (EXAMPLE / name).read_text("utf-8")
    changed = change(text)
    assert changed != text
    old = CONTENT.files[name]
    node, problems = parse_yaml(changed.encode(), old.shown)
    assert node is not None
    model, found = validate(node, type(old.model), old.shown, old.context)
    assert problems + found == []
    assert model is not None
    files = {**CONTENT.files, name: LoadedFile(name, old.shown, model, node)}
    hosts = {}
    for slug, host in CONTENT.hosts.items():
        own = {stem: files[file.name] for stem, file in host.files.items()}
        hosts[slug] = replace(host, files=own)
    return replace(CONTENT, files=files, hosts=hosts)


def swap(name: str, old: str, new: str) -> Content:
    return with_file(name, lambda text: text.replace(old, new, 1))


def rules(content: Content, *, publish: bool = False, today: date = TODAY) -> list[str]:
    return [p.rule for p in run_checks(content, publish=publish, today=today)]


def text_rules(sentence: str) -> list[str]:
    content = swap("hosts/freedonia/assistance.yaml", "Advice in your own language.", sentence)
    found = [*check_data_in_texts(content, OPTIONS), *check_placeholders(content, OPTIONS)]
    return [p.rule for p in found]


# --- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "region", "kind"),
    [
        # As phonenumbers 9.0.43 knows them.
        ("191", "TH", "emergency"), ("1669", "TH", "emergency"), ("199", "TH", "emergency"),
        ("1506", "TH", "short"), ("1694", "TH", "short"),
        ("1784", "TH", "unknown-short"), ("1300", "TH", "unknown-short"),
        ("1422", "TH", "unknown-short"), ("1546", "TH", "unknown-short"),
        ("0 3443 4726", "TH", "full"), ("1800-010-180", "TH", "full"),
        ("+95 67 430183", "TH", "full"), ("0 3443 47", "TH", "wrong"),
        ("911", "MX", "emergency"), ("01 800 123 4567", "MX", "wrong"),
        ("1880", "MM", "unknown-short"), ("119", "JP", "emergency"), ("118", "JP", "short"),
        ("+95 67 430183", None, "full"), ("067 430183", None, "wrong"), ("199", None, "wrong"),
        ("+1", None, "wrong"), ("123456", "TH", "wrong"),
    ],
)  # fmt: skip
def test_what_kind_of_number_it_is(number, region, kind):
    assert verdict(number, region) == kind


@given(st.from_regex(r"^\+?[0-9][0-9 ()\-]*$", fullmatch=True), st.sampled_from(["TH", "SG", None]))
def test_no_number_makes_it_crash(number, region):
    assert verdict(number, region) in {"full", "short", "emergency", "unknown-short", "wrong"}


def test_hotline_of_an_origin_needs_its_international_form():
    assert rules(swap("origins/sylvania.yaml", "+423 232 12 34", "232 12 34")) == ["phone-number"]


def test_hotline_of_an_origin_needs_it_beside_others_that_have_it():
    more = (
        '  second:\n    label: Second\n    number: "232 12 35"\n    kind: family\n'
        '    what_for: "Families ask."\n    sources: [ministry]\nsources:\n'
    )
    assert rules(swap("origins/sylvania.yaml", "sources:\n  ministry", f"{more}  ministry")) == [
        "phone-number"
    ]


def test_post_is_dialled_inside_the_host():
    assert rules(swap("origins/sylvania.yaml", "6567 8901", "+65 6567 8901")) == []
    assert rules(swap("origins/sylvania.yaml", "6567 8901", "6567 89")) == ["phone-number"]


# --- texts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Call 02 123 4567 now.", "msgid-number"),
        ("Call +66 2 123 4567 now.", "msgid-number"),
        ("Dial 112 now.", "msgid-number"),
        ("The number is 1234.", "msgid-number"),  # a contact's
        ("The number is ၁၂၃၄.", "msgid-number"),
        ("It costs 500 baht.", "msgid-money"),
        ("It costs 1,600-2,400 baht.", "msgid-money"),
        ("It costs THB 500.", "msgid-money"),
        ("It costs ฿500.", "msgid-money"),
        ("You get two thousand dollars.", "msgid-money"),
        ("It ends on 11 December 2026.", "msgid-date"),
        ("It ends on the 3rd May.", "msgid-date"),
        ("It ends in December 2026.", "msgid-date"),
        ("It ends on 2026-12-11.", "msgid-date"),
        ("It ends on 11/12/2026.", "msgid-date"),
        ("See https://x.test/a.", "msgid-url"),
        ("See www.x.test for more.", "msgid-url"),
        ("See help.or.th for more.", "msgid-url"),
        ("Write to a@b.org today.", "msgid-url"),
        ("Add @opendoor on LINE.", "msgid-url"),
        ("Half, 50%, is paid.", "placeholder-syntax"),
        ("Call %s now.", "placeholder-syntax"),
        ("Call %(open-door) now.", "placeholder-syntax"),
        ("Call %(nobody)s now.", "placeholder-unknown"),
        ("Call %(contact.nobody)s now.", "placeholder-unknown"),
        ("Call %(sea)s now.", "placeholder-unknown"),  # a role that this host does not give
    ],
)
def test_data_and_broken_placeholders_in_a_text(sentence, rule):
    assert text_rules(sentence) == [rule]


@pytest.mark.parametrize(
    "sentence",
    [
        "Go 15 cm deep for 180 days, or 3 months.",
        "It was so in 2011 and in 2004-2011.",
        "About 30,000 people live there.",
        "You may 2 times ask for it.",
        "Put it in the bank and pay in baht.",
        "Between September and November.",
        "Call %(ambulance)s, %(contact.open-door)s or %(safe_contact)s.",
        "Ask %(name.open-door)s first.",
        "Wait 30 minutes. Then go.",
    ],
)
def test_quantities_and_good_placeholders_may_stand(sentence):
    assert text_rules(sentence) == []


def test_library_can_name_roles_but_no_contact():
    content = swap("hazards/fire.yaml", "%(fire)s", "%(contact.ambulance)s")
    assert rules(content) == ["placeholder-unknown"]


def test_a_role_of_the_library_that_a_host_lacks_is_said_at_its_roles():
    content = swap("hosts/freedonia/country.yaml", "  disaster: flood-office\n", "")
    (problem,) = run_checks(content, publish=False, today=TODAY)
    assert (problem.rule, problem.where) == ("placeholder-unknown", "country.roles")
    assert "flood.messages.save-numbers.text" in problem.message


def test_contact_without_a_number_cannot_be_named_as_a_number():
    content = with_file(
        "hosts/freedonia/assistance.yaml", lambda t: t.replace('    number: "6345 6789"\n', "")
    )
    found = rules(content)
    assert sorted(set(found)) == ["dangling-reference", "placeholder-unknown"]


# --- facts -----------------------------------------------------------------------------------


def test_a_call_makes_an_old_source_fresh():
    name = "hosts/freedonia/sources.yaml"
    old = swap(name, 'read_on: "2026-11-10"', 'read_on: "2025-01-01"')
    stale = [p.where for p in run_checks(old, publish=False, today=TODAY) if p.rule == "stale"]
    assert "assistance.contacts.open-door.sources" in stale
    assert last_read([], {}, date(2026, 1, 1)) == date(2026, 1, 1)
    assert last_read([], {}) is None


def test_what_may_wait_is_an_error_when_published():
    content = swap("site.yaml", 'feedback: "6123 4567"\n', "")
    for publish, level in ((False, "warning"), (True, "error")):
        (problem,) = run_checks(content, publish=publish, today=TODAY)
        assert (problem.rule, problem.level) == ("publisher-undecided", level)
    later = run_checks(CONTENT, publish=True, today=date(2027, 12, 1))
    assert {(p.rule, p.level) for p in later} == {("stale", "error")}


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("hosts/freedonia/sources.yaml", "year: 2026", "year: 2027", ".year"),
        ("hosts/freedonia/sources.yaml", 'read_on: "2026-11-10"', 'read_on: "2026-11-26"', ".read_on"),
        ("hosts/freedonia/country.yaml", 'day: "2026-11-01"', 'day: "2026-11-26"', ".first.day"),
        ("hosts/freedonia/assistance.yaml", "    number: \"995\"\n",
         '    number: "995"\n    called_on: "2026-11-26"\n', ".called_on"),
    ],
)  # fmt: skip
def test_nothing_was_done_tomorrow(name, old, new, where):
    (problem,) = run_checks(swap(name, old, new), publish=False, today=TODAY)
    assert problem.rule == "future-date"
    assert problem.where.endswith(where)


def test_an_old_source_of_the_library_is_named_once():
    content = swap("hazards/fire.yaml", 'read_on: "2026-11-01"', 'read_on: "2023-11-01"')
    (problem,) = run_checks(content, publish=False, today=TODAY)
    assert problem.rule == "stale"
    assert problem.where.startswith("fire.sources.")


def test_facts_are_fresh_on_the_last_day_of_their_limit():
    # fund-law was read on 2026-10-01, the limit is 365 days.
    def stale(today: date) -> list[str]:
        return [p.where for p in run_checks(CONTENT, publish=False, today=today)]

    assert "assistance.contacts.fund-office.sources" not in stale(date(2027, 10, 1))
    assert "assistance.contacts.fund-office.sources" in stale(date(2027, 10, 2))


def test_an_answer_may_lean_on_its_contacts_or_rules():
    name = "hosts/freedonia/assistance.yaml"
    assert rules(swap(name, "    contacts: [ambulance, fire-service]\n", "")) == ["no-source"]


def test_not_known_needs_no_source():
    rule = CONTENT.hosts["freedonia"].assistance.rules["leave-province"]
    assert isinstance(rule, Rule)
    assert rule.sources == ()
    name = "hosts/freedonia/assistance.yaml"
    changed = swap(
        name, 'answer: not-known\n    words: "No source', 'answer: depends\n    words: "No source'
    )
    assert rules(changed) == ["no-source"]


def test_sources_are_not_called_unused_while_a_file_of_the_host_is_missing():
    files = {n: f for n, f in CONTENT.files.items() if not n.endswith("guides.yaml")}
    host = CONTENT.hosts["freedonia"]
    own = {stem: file for stem, file in host.files.items() if stem != "guides"}
    content = replace(CONTENT, files=files, hosts={"freedonia": replace(host, files=own)})
    assert rules(content) == []


# --- ids -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("site.yaml", "host: freedonia", "host: fredonia"),
        ("site.yaml", "origin: sylvania", "origin: silvania"),
        ("site.yaml", "fallback: [en]", "fallback: [fr]"),
        ("origins/sylvania.yaml", "reader_line: open-door", "reader_line: opendoor"),
        ("origins/sylvania.yaml", "health: hill-clinic", "health: hills"),
        ("origins/sylvania.yaml", "alternatives: [open-door]", "alternatives: [x]"),
        ("origins/sylvania.yaml", "seat: SG-01", "seat: SG-05"),
        ("hosts/freedonia/country.yaml", "plates: [ambulance,", "plates: [ambulanc,"),
        ("hosts/freedonia/country.yaml", "police: police", "police: polis"),
        ("hosts/freedonia/country.yaml", "  talk: open-door", "  tolk: open-door"),
        ("hosts/freedonia/country.yaml", "  talk: open-door", "  talk: opendoor"),
        ("hosts/freedonia/country.yaml", "areas: [SG-03]", "areas: [SG-04]"),
        ("hosts/freedonia/country.yaml", "  SG-02:\n    name: Chi", "  MY-02:\n    name: Chi"),
        ("hosts/freedonia/hazards.yaml", "regions: [river-plain]", "regions: [sea]"),
        ("hosts/freedonia/hazards.yaml", "replaces: leave-before-water", "replaces: x"),
        ("hosts/freedonia/guides.yaml", "rules: [wages-in-flood]", "rules: [wages]"),
        ("hosts/freedonia/guides.yaml", "hazards: [fire, flood]", "hazards: [fire, storm]"),
        ("hazards/fire.yaml", "picture: fire-out", "picture: fire-in"),
        ("prepare.yaml", "icon: papers", "icon: paper"),
        ("site.yaml", "  ar:\n", "  xx:\n"),
        ("site.yaml", "source_locale: en", "source_locale: xx"),
        ("hosts/freedonia/country.yaml", "language: es", "language: xx"),
    ],
)  # fmt: skip
def test_ids_that_name_nothing(name, old, new):
    assert "dangling-reference" in rules(swap(name, old, new))


def test_nothing_is_said_about_pictures_before_there_are_any(tmp_path):
    assert known_icons(tmp_path / "none") is None


def test_a_locale_without_a_row_in_the_table_is_shown_at_its_key():
    (problem,) = run_checks(swap("site.yaml", "  ar:\n", "  xx:\n"), publish=False, today=TODAY)
    assert (problem.where, problem.column) == ("locales.xx", 3)
    assert "locales/languages.yaml" in problem.message


def test_a_corridor_has_a_safe_contact_for_any_question():
    assert rules(swap("origins/sylvania.yaml", "      general: open-door\n", "")) == ["missing-key"]


def test_steps_of_now_are_for_while_it_happens():
    content = swap("prepare.yaml", "stage: immediate", "stage: recover")
    assert rules(content) == ["message-stage"]


# --- safety ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Tell the embassy.", True),
        ("Ask the attaché for help.", True),
        ("Policemen may ask.", True),
        ("Consult a doctor.", False),
        ("Attach the rope.", False),
        ("Ask people you trust.", False),
    ],
)
def test_offices_are_told_from_words_like_theirs(sentence, found):
    content = swap("hazards/fire.yaml", "See a doctor if you cough.", sentence)
    assert ("unguarded-post" in rules(content)) is found


def test_a_caution_guards_what_stands_below_it():
    content = swap("hosts/freedonia/guides.yaml", "    caution: true\n", "")
    assert rules(content) == ["unguarded-post"]


def test_paper_names_no_country_of_origin():
    content = swap(
        "hazards/fire.yaml", "Do not go back in.", "Do not go back in, friend of Sylvania."
    )
    assert rules(content) == ["carry"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("phrases.yaml", "    reveals: nationality\n    carry: page\n", "    reveals: nationality\n"),
        ("hosts/freedonia/assistance.yaml", "    sensitive: true\n", "    sensitive: true\n    carry: paper\n"),
        ("hosts/freedonia/hazards.yaml", "        inferred: true\n", "        inferred: true\n        carry: paper\n"),
    ],
)  # fmt: skip
def test_marks_that_keep_a_text_off_paper(name, old, new):
    assert "carry" in rules(swap(name, old, new))


def test_life_safety_lines_are_counted_once_for_a_host():
    lines = [path for _, path in safety.life_safety_lines(CONTENT, CONTENT.hosts["freedonia"])]
    assert "flood.messages.leave-before-water" not in lines  # replaced by the host
    assert "hazards.hazards.flood.messages.go-to-school" in lines
    assert "phrases.help" in lines
    assert len(lines) == len(set(lines)) == 12


def test_word_lists_are_lower_case_and_without_repetition():
    for words in safety.word_lists().values():
        assert words == [word.lower() for word in words]
        assert len(words) == len(set(words))


# --- the whole -------------------------------------------------------------------------------


def test_checks_pass_over_what_could_not_be_read():
    for missing in CONTENT.files:
        files = {name: file for name, file in CONTENT.files.items() if name != missing}
        hosts = {}
        for slug, host in CONTENT.hosts.items():
            own = {stem: file for stem, file in host.files.items() if file.name in files}
            hosts[slug] = replace(host, files=own)
        content = replace(CONTENT, files=files, hosts=hosts)
        for check in CHECKS:
            list(check(content, OPTIONS))


def test_no_content_at_all_gives_problems_and_no_crash(tmp_path):
    content, problems = run(tmp_path, tmp_path / "locales", today=TODAY)
    assert content.shared.files == {}
    assert {problem.rule for problem in problems} == {"missing-file"}


def test_names_of_files_count_from_where_the_program_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    _, problems = run(Path("tests/example"), None, today=date(2028, 1, 1))
    assert {p.file.split("/hosts")[0] for p in problems if "/hosts/" in p.file} == {"tests/example"}
    monkeypatch.chdir(tmp_path)
    _, problems = run(EXAMPLE, None, today=date(2028, 1, 1))
    assert all(p.file.startswith("example/") for p in problems)


def test_every_check_is_run():
    from generator.check import (
        editions,
        facts,
        names,
        phones,
        references,
        scripts,
        withdrawn,
        words,
    )

    modules = (
        editions, facts, names, phones, references, safety, scripts, withdrawn, words,
    )  # fmt: skip
    written = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("check_") and value.__module__ == module.__name__
    }
    assert written == set(CHECKS)


def test_the_real_content_has_no_error():
    _, problems = run(ROOT / "content", ROOT / "locales", today=TODAY, base=ROOT)
    assert [str(p) for p in problems if p.level == "error"] == []


def test_a_good_short_word_in_a_good_file_is_not_called_zawgyi(tmp_path: Path) -> None:
    """Alone, မရပါဘူး looks like Zawgyi to the detector at 98 %."""
    good = "ရေကြီးရင် ကုန်းမြင့်ကို ချက်ချင်း သွားပါ။ ဖုန်းထဲမှာ နေရာနဲ့ လူဘယ်နှယောက် ပြောပါ။"
    entries = {"covered.no": "မရပါဘူး", "foot.free": good}
    assert _interface_problems(tmp_path, entries) == []


def test_zawgyi_in_a_good_file_is_still_found(tmp_path: Path) -> None:
    entries = {"covered.no": "မရပါဘူး", "foot.free": ZAWGYI}
    errors = [p for p in _interface_problems(tmp_path, entries) if p.level == "error"]
    assert [(p.rule, p.where) for p in errors] == [("zawgyi", "foot.free")]


def test_letters_that_nobody_sees_are_found_in_a_translation(tmp_path: Path) -> None:
    bad = {"covered.no": "မရ\u200bဘူး", "covered.yes": "ရ\ue000တယ်"}
    found = [(p.rule, p.where) for p in _interface_problems(tmp_path, bad)]
    assert found.count(("invisible-character", "covered.no")) == 1
    assert found.count(("invisible-character", "covered.yes")) == 1


def test_letters_in_content_are_judged_in_the_language_that_stands_beside_them(monkeypatch):
    asked = []

    def record(text: str, lang: str):
        asked.append((text, lang))
        return iter(())

    monkeypatch.setattr(scripts, "script_faults", record)
    name, old = "hosts/freedonia/assistance.yaml", 'address: "1 Rufus Street'
    rules(swap(name, old, 'address: "ရန်ကုန်'))
    values = '    values:\n      place: {text: "ၵူၼ်းတႆး", lang: shn}\n    sources:'
    rules(swap(name, "    sources:", values))
    assert asked == [("ရန်ကုန်, Firefly", "my"), ("ၵူၼ်းတႆး", "shn")]


def test_zawgyi_in_content_is_found():
    old = 'address: "1 Rufus Street'
    content = swap("hosts/freedonia/assistance.yaml", old, f'address: "{ZAWGYI}')
    assert "zawgyi" in rules(content)


def _interface_problems(folder: Path, entries: dict[str, str]) -> list[Problem]:
    known = interface_messages()
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for context, translation in entries.items():
        po.append(polib.POEntry(msgctxt=context, msgid=known[context], msgstr=translation))
    path = folder / "my" / "LC_MESSAGES" / "interface.po"
    path.parent.mkdir(parents=True)
    po.save(str(path))
    content, _problems = load_content(EXAMPLE)
    return check_translations(content, folder, folder)
