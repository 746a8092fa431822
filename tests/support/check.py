"""What tests of the checks share: the example with one place changed, and its problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polib

from generator.check import run_checks
from generator.check.translations.catalogs import check_translations
from generator.check.walk import Options
from generator.load import Content, LoadedFile, load_content
from generator.load.tree import parse_yaml
from generator.load.validate import validate
from generator.po.extract import interface_messages
from generator.po.files import po_paths
from generator.problems import Problem
from support.example import EXAMPLE

CONTENT, _ = load_content(EXAMPLE)
TODAY = date(2026, 11, 25)
OPTIONS = Options(today=TODAY)


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


def interface_problems(folder: Path, entries: dict[str, str]) -> list[Problem]:
    known = interface_messages()
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for context, translation in entries.items():
        po.append(polib.POEntry(msgctxt=context, msgid=known[context], msgstr=translation))
    path = folder / "my" / "LC_MESSAGES" / "interface.po"
    path.parent.mkdir(parents=True)
    po.save(str(path))
    content, _problems = load_content(EXAMPLE)
    return check_translations(content, po_paths(folder), folder)
