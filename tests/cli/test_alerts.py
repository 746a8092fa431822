"""Reading alerts of offices: what becomes a draft, what is left to a person, and what is refused."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support.cap import faults
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.notices import NAME, write_notice

from generator.cli.main import main
from generator.people.alerts.fetching import NotFetchedError, fetch
from generator.people.sources.asking import Guest, NotAskedError

ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>FRE-1</identifier><sender>flood@gov.freedonia.test</sender>
  <sent>2026-11-27T22:20:00+00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
  <info><language>en</language><category>Met</category><event>River flood</event>
    <responseType>Evacuate</responseType>
    <urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
    <eventCode><valueName>OET:v1.2</valueName><value>OET-081</value></eventCode>
    <expires>2026-11-28T20:00:00+08:00</expires>
    <headline>Leave the valley now</headline><description>Call 5550 1234 for a bus.</description>
    <area><areaDesc>North</areaDesc><geocode><valueName>ISO3166-2</valueName><value>SG-01</value></geocode></area>
  </info>
</alert>
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def run(content: Path, *words: str) -> Result:
    folders = ["--content", str(content), "--locales", str(EXAMPLE_LOCALES)]
    return CliRunner().invoke(main, ["alerts", *words, *folders])


def read(content: Path, text: str, *words: str) -> Result:
    path = content.parent / "alert.xml"
    path.write_text(text, "utf-8")
    return run(content, "read", str(path), "--host", "freedonia", *words)


def draft(content: Path, text: str, *words: str) -> dict[str, object]:
    result = read(content, text, "--write", *words)
    assert result.exit_code == 0, result.output
    (path,) = (content / "notices").glob("_*.yaml")
    assert all("\n" not in line for line in path.read_text("utf-8").splitlines())
    data = yaml.safe_load(path.read_text("utf-8"))
    path.unlink()
    return dict(data)


def test_what_can_be_compared_is_filled_in_and_the_rest_is_left_open(content: Path) -> None:
    data = draft(content, ALERT, "--office", "flood-office")
    assert data == {
        "host": "freedonia",
        "hazard": "flood",
        "level": "danger",
        "areas": ["SG-01"],
        # By the clock of Freedonia.
        "begins": "2026-11-28T06:20",
        "until": "2026-11-28T20:00",
        "said": [{"say": "river-high", "slots": {"place": "SG-01"}}],
        "source": {"office": "flood-office", "at": "2026-11-28T06:20"},
        "handles": ["___"],
        "draft": True,
    }


def test_no_word_of_an_office_is_taken_over(content: Path) -> None:
    result = read(content, ALERT)
    assert result.exit_code == 0
    shown, _, drafted = result.output.partition("# yaml-language-server")
    assert "Leave the valley now" in shown
    assert "valley" not in drafted
    assert "5550" not in drafted
    assert 'office: "___"' in drafted
    assert not list((content / "notices").glob("_*"))


GUESSES = {
    "no code, its words": ("OET-081", "XYZ", "flood", "a guess from the words"),
    "a code of ours that we do not tell here": ("OET-081", "OET-203", "flood", "a guess"),
}


@pytest.mark.parametrize("way", GUESSES)
def test_a_guess_is_called_one(content: Path, way: str) -> None:
    old, new, hazard, words = GUESSES[way]
    result = read(content, ALERT.replace(old, new))
    assert f"hazard: {hazard}\n" in result.output
    assert words in result.output


def test_what_is_not_known_stays_open(content: Path) -> None:
    text = (
        ALERT.replace("OET-081", "x").replace("River flood", "Ruckus").replace("Met", "Transport")
    )
    text = text.replace("SG-01", "XX-9").replace("North", "Nowhere; Elsewhere")
    result = read(content, text)
    assert 'hazard: "___"' in result.output
    assert 'areas: "Nowhere" is no province that we know' in result.output
    assert "say: read-there" in result.output
    assert "2026-11-28-freedonia-alert" in read(content, text, "--write").output


def test_a_province_is_known_by_its_name(content: Path) -> None:
    provinces = yaml.safe_load((content / "hosts/freedonia/country.yaml").read_text("utf-8"))
    name = provinces["provinces"]["SG-01"]["name"]
    text = ALERT.replace("ISO3166-2", "other").replace("North", f"Nowhere, {name}")
    assert draft(content, text)["areas"] == ["SG-01"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (">Actual<", ">Exercise<", "status"),
        (">Actual<", ">Test<", "status"),
        (">Alert<", ">Cancel<", "takes back"),
        (">Alert<", ">Ack<", "passes nothing on"),
        (">Public<", ">Restricted<", "not for the public"),
        ("2026-11-28T20:00:00", "2026-11-27T20:00:00", "has expired"),
    ],
)
def test_what_tells_nothing_that_is_so_needs_a_word(
    content: Path, old: str, new: str, why: str
) -> None:
    text = ALERT.replace(old, new)
    result = read(content, text, "--write")
    assert result.exit_code == 1
    assert why in result.output
    assert not list((content / "notices").glob("_*"))
    assert draft(content, text, "--anyway")["draft"] is True


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("no alert", "no XML"),
        ("", "no XML"),
        ("<a/>", "no alert in CAP 1.2"),
        (ALERT.replace("cap:1.2", "cap:1.1"), "no alert in CAP 1.2"),
        (ALERT.replace("22:20:00+00:00", "22:20:00"), "offset of its clock"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DOCTYPE"),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://gov.test/1.xml"/></feed>',
            "https://gov.test/1.xml",
        ),
    ],
)
def test_what_is_no_alert_is_told(content: Path, text: str, why: str) -> None:
    result = read(content, text)
    assert (result.exit_code, why in result.output) == (1, True), result.output
    assert "Traceback" not in result.output


def test_an_alert_that_says_nothing_is_no_notice(content: Path) -> None:
    text = ALERT[: ALERT.index("<info>")] + "</alert>"
    for words in ((), ("--anyway",)):
        result = read(content, text, *words)
        assert result.exit_code == 1
        assert "it has no info" in result.output


def test_its_words_move_nothing_on_a_terminal_and_add_no_line_to_a_file(content: Path) -> None:
    text = ALERT.replace("River flood", "Flood\u202e\u2028&#x85;x&#10;hazard: fire")
    text = text.replace("OET-081", "x").replace("FRE-1", "1&#10;draft: false")
    result = read(content, text)
    assert not set("\u202e\u2028\x85") & set(result.output)
    data = draft(content, text)
    assert (data["hazard"], data["draft"]) == ("flood", True)


def test_wrong_names_are_wrong_usage(content: Path) -> None:
    assert read(content, ALERT, "--office", "nobody").exit_code == 2
    assert run(content, "read", "nowhere.xml", "--host", "freedonia").exit_code == 2
    assert run(content, "read", "nowhere.xml", "--host", "utopia").exit_code == 2
    assert run(content, "write", "nothing", str(content.parent)).exit_code == 2


@pytest.mark.parametrize(
    "address",
    [
        "http://gov.test/a",
        "file:///etc/passwd",
        "ftp://gov.test/a",
        "https://a:b@gov.test/",
        "https://",
    ],
)
def test_only_secure_addresses_are_asked(address: str) -> None:
    with pytest.raises(NotFetchedError, match="https://"):
        fetch(address)
    with pytest.raises(NotAskedError):
        Guest(secure_alone=True).fetch(address)


@pytest.fixture
def plain_server() -> Iterator[int]:
    """A server that speaks no TLS."""
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_server_that_does_not_answer_securely_is_told(plain_server: int) -> None:
    address = f"https://127.0.0.1:{plain_server}/"
    with pytest.raises(NotFetchedError, match=r"no answer .*Save it as a file"):
        fetch(address, Guest(may_meet=lambda _ip: True, secure_alone=True))
    with pytest.raises(NotFetchedError, match="our own network"):
        fetch(address)


def test_an_alert_of_ours_says_what_it_lacks_and_is_an_exercise_on_request(content: Path) -> None:
    write_notice(content)
    folder = content.parent / "out"
    result = run(content, "write", NAME, str(folder))
    assert result.exit_code == 1
    assert "no authority has agreed" in result.output
    assert not folder.exists()
    result = run(content, "write", NAME, str(folder), "--allow-draft")
    assert result.exit_code == 0, result.output
    (path,) = folder.iterdir()
    assert faults(path.read_bytes()) == []
    assert "<status>Exercise</status>" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "fields",
    [{"source": {"office": "nobody", "at": "2026-11-28T07:20"}}, {"host": "atlantis"}],
    ids=["office", "host"],
)
def test_a_notice_that_names_nobody_is_told_in_words(
    content: Path, tmp_path: Path, fields: dict[str, object]
) -> None:
    write_notice(content, NAME, **fields)
    result = run(content, "write", NAME, str(tmp_path / "out"), "--allow-draft")
    assert result.exit_code in (1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "nobody" in result.output or "atlantis" in result.output
