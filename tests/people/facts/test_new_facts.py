"""New schemes, hazards and posts come in by the table too, and answers that nobody knew."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from support.facts import NEW, bring_back, content_bytes
from support.translations import run, workplace

from generator.load import load_content
from generator.people.facts.questions import cells_of
from generator.people.facts.table import row_of

SCHEME, POST = "freedonia.schemes.new-1", "freedonia.posts.sylvania.new-1"
HAZARD = "freedonia.hazards.new-1"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


def read(name: str) -> dict:
    return yaml.safe_load(Path("content", name).read_text("utf-8"))


def rows(fact: str, **texts: str) -> dict[str, dict[str, str]]:
    return {f"{fact}.{key.replace('__', '.')}": {"new": text, **NEW} for key, text in texts.items()}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_scheme_a_post_and_an_answer_come_in(place: Path, form: str) -> None:
    """All by one table; each part has its source, what nobody said is not known, the content passes the check."""
    assert place.exists()
    filled = rows(
        SCHEME, title="Wages not paid", name="Wage fund", summary="The fund pays lost wages."
    )
    filled |= {
        f"{SCHEME}.{part}.new-1.text": {"new": text, **NEW}
        for part, text in (
            ("benefits", "Half of the wage that was not paid."), ("proofs", "Bring the pay slip."),
            ("claim", "Write to the fund."),
        )
    }  # fmt: skip
    filled |= {f"{SCHEME}.covered.permit.answer": {"new": "yes", **NEW}}
    filled |= rows(POST, label="Consulate in the hills", seat="SG-03")
    filled |= {
        f"{POST}.cautions.new-1.text": {"new": "Contact may be dangerous if you fled.", **NEW},
        f"{POST}.numbers": {"new": "6567 8902", **NEW},
    }
    filled |= rows(
        "freedonia.answers.moving", known="partly", words="The flood office says where to go."
    )
    filled = {
        key: row | {"it says": "Consulate 6567 8902."} if key.startswith(POST) else row
        for key, row in filled.items()
    }
    result = bring_back(filled, form)
    assert result.exit_code == 0, result.output
    scheme = read("hosts/freedonia/insurance.yaml")["schemes"]["wages-not-paid"]
    assert scheme["pays"] == scheme["family_abroad"] == "Not known."
    assert scheme["benefits"]["half-of-the-wage"]["sources"] == ["flood-office-261120"]
    assert scheme["covered"]["permit"]["answer"] == "yes"
    origin = read("origins/sylvania.yaml")
    post = origin["corridors"]["freedonia"]["posts"]["consulate-in-the-hills"]
    assert post["alternatives"] == ["open-door"]
    assert post["sources"] == ["flood-office-261120"]
    assert "flood-office-261120" in origin["sources"]
    assert read("hosts/freedonia/assistance.yaml")["answers"]["moving"]["known"] == "partly"
    check = run("check")
    assert check.exit_code == 0, check.output


def test_a_hazard_comes_into_a_country_that_has_none_of_it(place: Path) -> None:
    assert place.exists()
    file = Path("content/hosts/freedonia/hazards.yaml")
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("  fire:\n")], "utf-8")
    filled = rows(HAZARD, hazard="fire", severity="lower", reason="Workshops burnt in 2020.")
    filled |= {f"{HAZARD}.exposed.new-1.text": {"new": "People who sleep in workshops.", **NEW}}
    result = bring_back(filled)
    assert result.exit_code == 0, result.output
    hazard = read("hosts/freedonia/hazards.yaml")["hazards"]["fire"]
    assert hazard["severity"] == "lower"
    assert [*hazard["exposed"]] == ["people-who-sleep-in"]


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        (rows(HAZARD, severity="lower", reason="It burns."), "which hazard it is"),
        (rows(HAZARD, hazard="dragons", severity="lower", reason="It burns."), "not one of"),
        (rows(POST, label="Consulate in the hills", seat="SG-03"), "without a caution"),
        (rows("freedonia.answers.moving", known="partly"), "its words do not"),
        (rows(SCHEME, title="Wages not paid"), "name"),
    ],
)
def test_half_a_fact_is_refused_whole(place: Path, filled: dict, words: str) -> None:
    assert place.exists()
    before = content_bytes()
    result = bring_back(filled)
    assert result.exit_code == 1
    assert words in result.output
    assert content_bytes() == before


def test_what_a_new_contact_needs_is_said_before_and_after(place: Path) -> None:
    """All of it at once: whoever is told of one line after the other gives up."""
    assert place.exists()
    contact = "freedonia.contacts.new-1"
    content, _problems = load_content(place / "content")
    states = {row[0]: row[3] for row in map(row_of, cells_of(content, "freedonia"))}
    needed = {key for key, state in states.items() if state == "needed"}
    assert {key for key in needed if key.startswith(contact)} == {
        f"{contact}.{name}" for name in ("label", "kind", "what_for")
    }
    assert f"{HAZARD}.hazard" in needed
    assert f"{contact}.hours" not in needed
    result = bring_back(rows(contact, label="Hill school"), "csv")
    assert result.exit_code == 1
    assert "a new one needs more: kind, what for" in result.output
    assert 'their "state" says "needed"' in result.output


def test_an_address_that_nobody_can_open_is_refused_at_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check refuses it; whoever typed it must learn of it now."""
    monkeypatch.delenv("ADVISORY_MADE_UP")
    before = content_bytes()
    police = {
        "freedonia.contacts.police.hours": {
            "new": "always",
            **NEW,
            "address": "https://www.example.com/a",
        }
    }
    result = bring_back(police, "csv")
    assert result.exit_code == 1
    assert '"www.example.com" is an address for tests, which nobody can open' in result.output
    assert content_bytes() == before
