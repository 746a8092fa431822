"""Extraction and merging: a translation stays with its sentence."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog as BabelCatalog
from jinja2 import TemplateSyntaxError
from support.example import EXAMPLE_LOCALES, ROOT

from generator.load import load_content
from generator.po import extract
from generator.po.catalog import (
    Catalog,
    Entry,
    UnreadablePoError,
    load_catalog,
    load_translations,
    po_path,
    review_digest,
)
from generator.po.extract import extract_templates
from generator.po.update import po_bytes, update_catalog

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def templates(example_content):
    return extract_templates(example_content)


def merged(template, path: Path, locale: str, where: Path) -> polib.POFile:
    target = where / "merged.po"
    target.write_bytes(po_bytes(update_catalog(template, path, locale)))
    return polib.pofile(str(target))


def test_every_domain_has_a_template(templates):
    assert set(templates) == {
        "hazards", "first-aid", "campaigns", "prepare", "phrases", "notices", "freedonia", "sylvania", "interface",
        "staff", "procedures", "courses", "freedonia-staff",
    }  # fmt: skip


def test_extracting_twice_gives_the_same_bytes(templates, example_content):
    again = extract_templates(example_content)
    assert {d: po_bytes(t) for d, t in templates.items()} == {
        d: po_bytes(t) for d, t in again.items()
    }


def test_message_carries_place_note_and_stable_id(templates):
    name = next(m for m in templates["hazards"] if m.context == "flood.name")
    assert name.id == "Flood"
    assert name.locations[0][0].endswith("hazards/flood.yaml")
    assert any("pictogram" in note for note in name.auto_comments)


def test_unchanged_translation_survives_an_update(templates, tmp_path):
    path = po_path(EXAMPLE_LOCALES, "my", "hazards")
    entries = {e.msgctxt: e for e in merged(templates["hazards"], path, "my", tmp_path)}
    assert entries["flood.name"].msgstr == "ရေကြီးခြင်း"
    assert "fuzzy" not in entries["flood.name"].flags
    assert "reviewed-by" in entries["flood.name"].tcomment


def test_changed_sentence_makes_its_translation_fuzzy_and_keeps_the_old_one(templates, tmp_path):
    old = tmp_path / "old.po"
    po = polib.POFile()
    po.append(polib.POEntry(msgctxt="flood.name", msgid="Floods", msgstr="Inundaciones"))
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.save(str(old))
    entry = merged(templates["hazards"], old, "es", tmp_path).find("Flood", by="msgid")
    assert entry.msgstr == "Inundaciones"
    assert "fuzzy" in entry.flags
    assert entry.previous_msgid == "Floods"


def test_a_long_earlier_sentence_stays_on_one_line_update_after_update(templates, tmp_path):
    old = tmp_path / "old.po"
    earlier = (
        'Say "help" first, then where you are, what happened, and how many people are hurt there.'
    )
    po = polib.POFile()
    po.append(polib.POEntry(msgctxt="flood.name", msgid=earlier, msgstr="Ayuda"))
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.save(str(old))
    for _ in range(2):
        entry = merged(templates["hazards"], old, "es", tmp_path).find("Flood", by="msgid")
        assert entry.previous_msgid == earlier


def test_translation_is_never_offered_to_a_sentence_that_only_looks_alike(templates, tmp_path):
    old = tmp_path / "old.po"
    po = polib.POFile()
    po.append(
        polib.POEntry(
            msgctxt="flood.messages.gone.text",
            msgid="Do not walk into moving water!",
            msgstr="No entre en el agua.",
        )
    )
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.save(str(old))
    found = merged(templates["hazards"], old, "es", tmp_path)
    assert not [e for e in found if e.msgstr and not e.obsolete]
    assert [e.msgstr for e in found if e.obsolete] == ["No entre en el agua."]


def test_what_a_translator_noted_stays_before_there_is_a_translation(templates, tmp_path):
    old = tmp_path / "old.po"
    po = polib.POFile()
    po.append(polib.POEntry(msgctxt="flood.name", msgid="Flood", tcomment="ask Maria"))
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.save(str(old))
    found = merged(templates["hazards"], old, "es", tmp_path)
    assert next(e for e in found if e.msgctxt == "flood.name").tcomment == "ask Maria"


def test_a_message_that_comes_back_has_its_translation_and_signature(templates, tmp_path):
    path = tmp_path / "hazards.po"
    path.write_bytes(po_path(EXAMPLE_LOCALES, "my", "hazards").read_bytes())
    without = BabelCatalog(charset="utf-8")
    path.write_bytes(po_bytes(update_catalog(without, path, "my")))
    assert not load_catalog(path, "my").entries
    path.write_bytes(po_bytes(update_catalog(templates["hazards"], path, "my")))
    name = load_catalog(path, "my").entries["flood.name"]
    assert (name.msgstr, name.reviewed) == ("ရေကြီးခြင်း", True)


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def template_of(**sentences: str) -> BabelCatalog:
    template = BabelCatalog(charset="utf-8")
    for context, sentence in sentences.items():
        template.add(sentence, context=context)
    return template


def test_the_earlier_sentence_is_kept_through_any_number_of_updates(tmp_path):
    path = tmp_path / "x.po"
    long = "Leave the house " + "and do not come back " * 6 + 'before "all clear".'
    quoted = long.replace('"', '\\"')
    path.write_text(f'{HEAD}msgctxt "a"\nmsgid "{quoted}"\nmsgstr "x"\n', "utf-8")
    template = template_of(a="Leave now.")
    path.write_bytes(po_bytes(update_catalog(template, path, "my")))
    once = path.read_bytes()
    assert load_catalog(path, "my").entries["a"].previous == long
    path.write_bytes(po_bytes(update_catalog(template, path, "my")))
    assert path.read_bytes() == once


@pytest.mark.parametrize("previous", ['#| msgid "Stay."\n', ""], ids=["changed", "unfinished"])
def test_a_message_that_was_behind_comes_back_behind(tmp_path, previous):
    """A withdrawal that is taken back must not show a sentence that nobody has finished."""
    path = tmp_path / "x.po"
    path.write_text(
        f'{HEAD}#, fuzzy\n{previous}msgctxt "a"\nmsgid "Leave now."\nmsgstr "x"\n', "utf-8"
    )
    for template in (template_of(), template_of(), template_of(a="Leave now.")):
        path.write_bytes(po_bytes(update_catalog(template, path, "my")))
    entry = load_catalog(path, "my").entries["a"]
    assert (entry.msgstr, entry.state("Leave now.")) == ("x", "behind")
    assert entry.previous == ("Stay." if previous else "")
    assert entry.comments == ()


def test_a_comment_is_one_line_however_long(tmp_path):
    path = tmp_path / "x.po"
    remark = f"remark: lin, 2026-11-25: {'says the opposite, ' * 9}twice"
    path.write_text(f'{HEAD}# {remark}\nmsgctxt "a"\nmsgid "Go."\nmsgstr "x"\n', "utf-8")
    path.write_bytes(po_bytes(update_catalog(template_of(a="Go."), path, "my")))
    assert load_catalog(path, "my").entries["a"].comments == (remark,)


def test_blanks_are_no_translation(tmp_path):
    path = tmp_path / "x.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(f'{head}msgctxt "a"\nmsgid "Run."\nmsgstr " "\n', "utf-8")
    assert load_catalog(path, "my").entries["a"].msgstr == ""


def test_a_template_that_cannot_be_read_is_no_silent_loss(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text("{% if %}", "utf-8")
    monkeypatch.setattr(extract, "PACKAGE", tmp_path)
    with pytest.raises(TemplateSyntaxError):
        extract._interface_template()


# --- the tools of others ------------------------------------------------------------------------


@pytest.mark.slow
def test_pybabel_finds_the_same_messages(tmp_path):
    command = [
        sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg",
        "-k", "pgettext:1c,2", "-o", str(tmp_path / "all.pot"), ".",
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)
    content, problems = load_content(ROOT / "content")
    assert not [problem for problem in problems if problem.level == "error"]
    ours = {
        (message.context, message.id)
        for template in extract_templates(content).values()
        for message in template
        if message.id
    }
    theirs = {(e.msgctxt, e.msgid) for e in polib.pofile(str(tmp_path / "all.pot"))}
    assert len(ours) > 1000
    assert theirs == ours


CATALOGS = sorted(
    path
    for folder in ("locales", "tests/example_locales")
    for path in (ROOT / folder).rglob("*.po*")
)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: "/".join(path.parts[-3:]))
def test_gettext_itself_accepts_each_file(path, tmp_path):
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed; make test does it")
    command = [
        "msgfmt",
        "--check-format",
        "--check-domain",
        "-o",
        str(tmp_path / "x.mo"),
        str(path),
    ]
    if path.suffix == ".po":
        command[1:3] = ["--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_locale_without_babel_data_has_a_catalog_too(templates, tmp_path):
    assert len(merged(templates["phrases"], tmp_path / "none.po", "ksw", tmp_path)) > 0


def test_edited_translation_loses_its_signature():
    assert review_digest("Flood", "ရေကြီး") != review_digest("Flood", "ရေကြီးခြင်း")


def test_broken_po_names_its_line(tmp_path):
    path = tmp_path / "broken.po"
    path.write_text('msgid ""\nmsgstr ""\n\nmsgid "a\n', "utf-8")
    with pytest.raises(UnreadablePoError) as caught:
        load_catalog(path, "my")
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        (4, 'msgctxt "a\nmsgid "Do not go."\nmsgstr "မသွားပါနဲ့"'),
        (5, 'msgctxt "a"\nmsgid "Do not go.\nmsgstr "မသွားပါနဲ့"'),
        (6, 'msgctxt "a"\nmsgid "Do not go."\nmsgstr "မသွားပါနဲ့'),
        (6, 'msgctxt "a"\nmsgid "Do not go."\nmsgstr မသွားပါနဲ့"'),
        (7, 'msgctxt "a"\nmsgid "Do not go."\nmsgstr ""\n"မသွားပါနဲ့'),
        (6, 'msgctxt "a"\nmsgid "Do not go."\nmsgstr "မ"သွား"ပါနဲ့"'),
        (6, 'msgctxt "a"\nmsgid "Do not go."\nmsgstr "မသွားပါနဲ့\\"'),
        (6, '#~ msgctxt "a"\n#~ msgid "Do not go."\n#~ msgstr "မသွားပါနဲ့'),
    ],
)
def test_a_quote_that_is_missing_is_named_before_a_letter_is_lost(tmp_path, line, slip):
    path = tmp_path / "x.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    path.write_text(f"{head}{slip}\n", "utf-8")
    with pytest.raises(UnreadablePoError, match="quote") as caught:
        load_catalog(path, "my")
    assert caught.value.line == line


def test_quotes_inside_and_lines_of_every_kind_may_stand(tmp_path):
    path = tmp_path / "x.po"
    text = (
        '\n# note "x\n#. for "x\n#: a:1\n#, fuzzy\n#| msgid "old"\nmsgctxt "a"\nmsgid "Say \\"x\\"."\n'
        'msgstr ""\n"\\"x\\" "\n"y\\\\"\n\n#~| msgid "old"\n#~| "er"\n#~ msgctxt "b"\n#~ msgid "x"\n#~ msgstr "y"\n'
    )
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    path.write_bytes(f"{head}{text}".replace("\n", "\r\n").encode())
    entry = load_catalog(path, "my").entries["a"]
    assert (entry.msgid, entry.msgstr) == ('Say "x".', '"x" y\\')


def test_missing_file_is_an_empty_catalog(tmp_path):
    assert not load_catalog(tmp_path / "none.po", "my").entries


def _translated(catalog: Catalog) -> dict[str, Entry]:
    return {context: entry for context, entry in catalog.entries.items() if entry.msgstr}


@pytest.mark.slow
def test_translations_alone_are_those_of_the_whole_file():
    translated = 0
    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po")):
        whole = _translated(load_catalog(path, path.parent.parent.name))
        assert _translated(load_translations(path, path.parent.parent.name)) == whole
        translated += bool(whole)
    assert translated > 10


@pytest.mark.parametrize(
    ("head", "msgstr", "count"),
    [
        (True, '"ရေ"', 1),
        (True, '""\n"ရေ"', 1),
        (True, '""', 0),
        (True, '"  "', 0),
        (False, '"ရေ"', 1),
        (False, '""', 0),
    ],
)
def test_one_translation_is_found_however_it_stands(
    tmp_path: Path, head: bool, msgstr: str, count: int
):
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path = tmp_path / "hazards.po"
    message = f'msgctxt "a"\nmsgid "water"\nmsgstr {msgstr}\n'
    path.write_text(header * head + message, "utf-8")
    if head:
        assert len(_translated(load_translations(path, "my"))) == count
    else:
        # A file without a header is refused, or read as it is.
        whole = load_catalog(path, "my")
        assert len(_translated(load_translations(path, "my"))) == len(_translated(whole))


def test_each_label_that_python_asks_for_is_extracted() -> None:
    """Templates and interface.py are read for translation; a label written elsewhere would stay English."""
    extracted = {entry.msgctxt for entry in polib.pofile(str(ROOT / "locales/interface.pot"))}
    asked = {
        (path.name, words[0].value)
        for path in (ROOT / "generator").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) == "ui"
        if len(words := [one for one in call.args[:2] if isinstance(one, ast.Constant)]) == 2
    }
    assert asked
    assert not {row for row in asked if row[1] not in extracted}
