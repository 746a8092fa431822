"""The documents tell the truth about the program, as far as a program can tell."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import get_args

import click
import pytest
from support.docs import CODE, DOCS, FENCE, PAGES, code_in, name_of, read
from support.each import each
from support.example import ROOT

from generator.check.content import facts
from generator.cli.main import main
from generator.load import ContentFolder
from generator.localise.advisory import Advisory
from generator.model.pictures import MachineAnswer, PictureEntry, PictureTest
from generator.problems import RuleName
from generator.products.pages.sets import host_pages

pytestmark = pytest.mark.thorough

COMMANDS = DOCS / "reference" / "commands.md"

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """Ids of headings, as the places that show Markdown make them."""
    headings = HEADING.findall(FENCE.sub("", read(path)))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {words.replace(" ", "-") for words in kept}


def links(path: Path) -> Iterator[tuple[str, Path, str]]:
    """Links to our own files: as written, the file, the anchor."""
    for found in LINK.finditer(CODE.sub("", FENCE.sub("", read(path)))):
        target, _, anchor = found["target"].partition("#")
        if "://" not in target:
            yield found[0], (path.parent / target).resolve() if target else path, anchor


def sections(path: Path) -> dict[str, str]:
    """Text below each heading of second rank, by the heading."""
    _, *parts = re.split(r"^## (.+)$", read(path), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def commands(
    group: click.Group = main, before: str = "advisory"
) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        if not isinstance(command, click.Group) or command.params:
            yield f"{before} {name}", command


# --- commands, rules, outputs -----------------------------------------------------------------


@pytest.mark.parametrize(("name", "command"), [pytest.param(*row, id=row[0]) for row in commands()])
def test_each_command_has_a_section_with_all_its_options(name: str, command: click.Command) -> None:
    section = sections(COMMANDS).get(f"`{name}`")
    assert section is not None, f'add a section "## `{name}`" to {name_of(COMMANDS)}'
    options = [opt for param in command.params for opt in param.opts if opt.startswith("--")]
    assert [option for option in options if option not in section] == []


def test_no_section_tells_of_a_command_that_is_not_there() -> None:
    told = {title.strip("`") for title in sections(COMMANDS) if title.startswith("`advisory")}
    assert told == {name for name, _command in commands()}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_a_page_are_there(page: Path) -> None:
    # A name in code that follows "bin/advisory", as somebody would type it.
    known = {name.removeprefix("advisory ") for name, _command in commands()}
    for line in re.findall(r"bin/advisory ([a-z]+(?: [a-z]+)?)", code_in(page)):
        group = any(name.startswith(f"{line} ") for name in known)
        assert group or line in known or line.split(" ")[0] in known, f"advisory {line}"


def test_each_rule_stands_in_the_reference_of_checks() -> None:
    told = HEADING.findall(read(DOCS / "reference" / "checks.md"))
    assert [rule for rule in get_args(RuleName) if f"`{rule}`" not in told] == []


def test_each_page_of_a_host_stands_in_outputs(
    example_advisory: Callable[[str], Advisory],
) -> None:
    told = read(DOCS / "reference" / "outputs.md")
    for page in each(host_pages(example_advisory("en"))):
        folder = page.key.split("/")[0]
        assert not folder or f"`{folder}/" in told, page.key


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_of_content_is_that_of_the_model() -> None:
    ref = tool("content_reference")
    assert read(ref.PAGE) == ref.render(), "run: .venv/bin/python tools/content_reference.py"


def test_the_reference_of_pictures_is_that_of_the_content() -> None:
    ref = tool("picture_reference")
    pictures = ContentFolder(ROOT / "content", ROOT).shared.pictures
    assert read(ref.PAGE) == ref.render(pictures), (
        "run: .venv/bin/python tools/picture_reference.py"
    )


def test_readers_are_counted_on_the_page_of_pictures_and_machines_are_not() -> None:
    day = date(2026, 11, 20)
    test = PictureTest(place="Tak | clinic", day=day, readers=4, right=0, said=("a `dog`", "<b>"))
    answer = MachineAnswer(machine="a program, 96 px", day=day, said="a whistle")
    entry = PictureEntry(means="blow", kind="action", tests=(test,), machine=(answer,))
    page = tool("picture_reference").render({"whistle": entry})
    assert "| whistle | blow |  | misunderstood, 0 of 4 |" in page
    assert r"| whistle | 2026-11-20 | Tak \| clinic | 0 of 4 | " in page
    assert r'"a \`dog\`" · "&lt;b>"' in page
    assert '| whistle | 2026-11-20 | a program, 96 px | "a whistle" |' in page
    assert "0 understood, 1 misunderstood, 0 untested" in page
    assert "**No picture has been tested yet.**" not in page


# --- pages among themselves -------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for written, target, anchor in links(page):
        if target.suffix == ".png":
            continue  # see test_pictures_are_there
        assert target.exists(), written
        assert not anchor or anchor in anchors(target), written


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_pictures_are_there(page: Path) -> None:
    pictures = [target for _written, target, _anchor in links(page) if target.suffix == ".png"]
    assert [name_of(picture) for picture in pictures if not picture.exists()] == []


def test_the_index_names_every_page() -> None:
    index, errands = DOCS / "README.md", DOCS / "how-to" / "README.md"
    named = {target for page in (index, errands) for _written, target, _anchor in links(page)}
    assert errands in named
    assert [
        name_of(page) for page in DOCS.rglob("*.md") if page != index and page not in named
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_that_a_page_names_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", read(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", code_in(page)))
    assert named - targets == set()


def test_readme_names_the_two_commands() -> None:
    code = code_in(ROOT / "README.md")
    assert "make site" in code
    assert "make test" in code


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_names_no_place_on_a_machine(page: Path) -> None:
    places = r"(?<![\w.…])(?:~|/(?:home|root|Users|work|workspace|tmp|mnt|opt|srv))/|[A-Z]:\\"
    assert re.findall(places, read(page)) == []


# --- honesty ------------------------------------------------------------------------------------


def test_readme_says_what_is_not_there() -> None:
    words = " ".join(read(ROOT / "README.md").split())
    assert "No telephone number in it has been called by us" in words
    assert "machine drafts" in words
    site = read(ROOT / "content" / "site.yaml")
    undecided = facts.UNDECIDED_URL in site or "publisher:" not in site or "feedback:" not in site
    assert ("are not decided" in words) == undecided
