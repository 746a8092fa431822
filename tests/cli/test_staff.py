"""``advisory plan`` and ``advisory drill``: papers that take nobody's name, and plain refusals."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path

import click
import docx
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.cli.main import main
from generator.cli.staff import drill, plan

pytestmark = pytest.mark.thorough


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, staff=True) -> Path:
    """A repository of its own with the made-up country."""
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(EXAMPLE_LOCALES, tmp_path / "locales")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def text_of(path: Path) -> str:
    paper = docx.Document(BytesIO(path.read_bytes()))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_the_ending_decides_what_a_plan_is(workplace: Path) -> None:
    result = run("plan", "freedonia", "sylvania", "-o", "plan.docx")
    assert result.exit_code == 0, result.output
    size = (workplace / "plan.docx").stat().st_size
    assert result.stdout.splitlines()[0] == f"plan.docx ({size // 1024} KB)"
    assert "Choose a place above the water" in text_of(workplace / "plan.docx")
    assert run("plan", "freedonia", "sylvania", "-o", "plan.pdf").exit_code == 0
    assert len(pypdfium2.PdfDocument((workplace / "plan.pdf").read_bytes())) >= 1
    assert run("plan", "freedonia", "sylvania", "-o", "plan", "--docx").exit_code == 0
    assert (workplace / "plan").read_bytes() == (workplace / "plan.docx").read_bytes()


def test_both_name_the_same_code_which_is_noted_to_be_recorded(workplace: Path) -> None:
    codes = []
    for name in ("plan.docx", "plan.pdf"):
        said = run("plan", "freedonia", "sylvania", "-o", name).stdout.splitlines()[1]
        codes.append(said.partition("Code: ")[2].partition(". Noted in requested/")[0])
    assert codes[0] == codes[1]
    foot = docx.Document(workplace / "plan.docx").sections[0].footer.paragraphs[0].text
    assert foot.startswith(f"Made from {codes[0]}; this copy may differ.")
    note = json.loads((workplace / "requested" / f"{codes[0]}.json").read_text("utf-8"))
    assert note["edition"]["requested"] == ["staff-papers/freedonia/freedonia.en.plan"]


@pytest.mark.parametrize("option", ["--name", "--phone", "--address", "--number", "--person"])
@pytest.mark.parametrize(
    "words", [("plan", "freedonia", "sylvania"), ("drill", "freedonia", "--hazard", "flood")]
)
def test_there_is_no_option_for_a_person(
    workplace: Path, words: tuple[str, ...], option: str
) -> None:
    result = run(*words, "-o", "it.docx", option, "Ko Ko")
    assert result.exit_code == 2
    assert f"No such option '{option}'" in result.stderr
    assert not (workplace / "it.docx").exists()


def test_what_the_commands_take_is_this_and_no_more() -> None:
    def names(command: click.Command) -> set[str]:
        return {str(one.name) for one in each(command.params, at_least=5)}

    shared = {"host", "output", "as_docx", "locale", "content", "locales", "notes"}
    assert names(plan) == shared | {"origin"}
    assert names(drill) == shared | {"hazard", "seed"}


def test_the_same_number_is_the_same_exercise(workplace: Path) -> None:
    made = {}
    for seed in ("1", "2", "3", "4", "5", "6", "7", "8"):
        outputs = [
            run("drill", "freedonia", "--hazard", "flood", "--seed", seed, "-o", f"{name}.docx")
            for name in ("one", "two")
        ]
        assert [one.exit_code for one in outputs] == [0, 0], outputs[0].output
        assert (workplace / "one.docx").read_bytes() == (workplace / "two.docx").read_bytes()
        variants = outputs[0].stdout.splitlines()[-1]
        made.setdefault(variants, text_of(workplace / "one.docx"))
    assert set(made) == {"Variants picked: none.", "Variants picked: first: night."}
    assert "At night a family says" in made["Variants picked: first: night."]
    assert "At night a family says" not in made["Variants picked: none."]


def test_an_exercise_says_its_number(workplace: Path) -> None:
    run("drill", "freedonia", "--hazard", "flood", "--seed", "7", "-o", "it.docx")
    assert "Number of this exercise: 7." in text_of(workplace / "it.docx")


@pytest.mark.slow
def test_an_exercise_is_a_pdf_too(workplace: Path) -> None:
    result = run("drill", "freedonia", "--hazard", "flood", "--seed", "7", "-o", "it.pdf")
    assert result.exit_code == 0, result.output
    assert (workplace / "it.pdf").read_bytes().startswith(b"%PDF-")


PLAN = ("plan", "freedonia", "sylvania")
DRILL = ("drill", "freedonia", "--hazard", "flood", "--seed", "1")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "laos", "sylvania", "-o", "p.pdf"), 'There is no host country "laos"'),
        (
            ("plan", "freedonia", "laos", "-o", "p.pdf"),
            'There is nothing for people from "laos" in freedonia; site.yaml has: sylvania.',
        ),
        ((*PLAN, "-o", "p.pdf", "--locale", "xx"), 'There is no locale "xx"'),
        ((*PLAN, "-o", "p.txt"), "p.txt ends in neither .pdf nor .docx"),
        ((*PLAN, "-o", "p.pdf", "--docx"), "Leave out --docx, or call it .docx."),
        ((*PLAN, "-o", "no/such/p.pdf"), "the folder no/such is missing. Create it"),
        ((*PLAN, "-o", "content/p.docx"), "is inside content, which the site is built from"),
        (PLAN, "Missing option '-o'"),
        (
            ("drill", "freedonia", "--hazard", "quake", "--seed", "1", "-o", "d.pdf"),
            'freedonia has no exercise "quake". There are: flood (The river floods).',
        ),
        (("drill", "freedonia", "--hazard", "flood", "-o", "d.pdf"), "Missing option '--seed'"),
        (
            ("drill", "freedonia", "--hazard", "flood", "--seed", "-1", "-o", "d.pdf"),
            "-1 is not in the range x>=0",
        ),
        ((*DRILL, "-o", "d.odt"), "d.odt ends in neither .pdf nor .docx"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_there_is_not_is_refused_in_plain_words(
    workplace: Path, words: tuple[str, ...], said: str
) -> None:
    before = sorted(workplace.rglob("*"))
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert said in " ".join(result.stderr.split())
    assert [
        one for one in workplace.rglob("*") if one not in before and ".cache" not in one.parts
    ] == []


def test_a_country_without_a_plan_says_so(workplace: Path) -> None:
    (workplace / "content/staff/plan.yaml").unlink()
    (workplace / "content/hosts/freedonia/staff/plan.yaml").unlink()
    result = run(*PLAN, "-o", "plan.docx")
    assert result.exit_code == 2
    assert "No plan was written for freedonia yet." in result.stderr


def test_content_with_an_error_makes_no_paper(workplace: Path) -> None:
    path = workplace / "content/staff/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("deputy: caseworker", "deputi: caseworker"))
    result = run(*PLAN, "-o", "plan.docx")
    assert result.exit_code == 1
    assert 'Did you mean "deputy"?' in result.stdout
    assert not (workplace / "plan.docx").exists()
