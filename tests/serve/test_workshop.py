"""Single files on demand: the same bytes as in the built site, or why there are none."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.build import advisory, listing, replace, targets_of, workplace
from support.example import EXAMPLE, ROOT
from support.notices import write_notice

from generator.load import ContentFolder, recent
from generator.localise.corridors import Selection, load_advisories
from generator.products.paper import load_formats
from generator.serve.maker import Maker, PathResult
from generator.serve.workshop import Workshop

pytestmark = pytest.mark.thorough

FLOOD = "en/freedonia/hazards/flood/index.html"
HOST_FILE = "content/hosts/freedonia/hazards.yaml"
_SIZE = re.compile(rb'(<data class="kb" value="[^"]+">)[^<]*(</data>)')


def without_fills(name: str, data: bytes) -> object:
    """Leave out what a build fills in when all files are there: sizes, and versions of what is kept."""
    if name.endswith("/keep.json"):
        listed = json.loads(data)
        paths = [row if isinstance(row, str) else row[0] for row in listed["pages"]]
        paths += [row if isinstance(row, str) else row[0] for row in listed["more"]]
        return {**listed, "pages": sorted(paths), "more": [], "notices": {}}
    return _SIZE.sub(rb"\1\2", data)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workplace(tmp_path / "place", staff=True))
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "place"


@pytest.fixture
def workshop(place: Path) -> Workshop:
    assert place.exists()
    return Workshop(Path("content"), Path("locales"))


def made(workshop: Workshop, path: str) -> str:
    """The file *path*, however often one must ask."""
    answer = asked(workshop, path)
    assert answer.kind == "made", answer.words
    return answer.words


def asked(workshop: Workshop, path: str) -> PathResult:
    while (answer := workshop.answer(path)).kind == "later":
        pass
    return answer


def save(workshop: Workshop, name: str, old: str, new: str) -> None:
    replace(Path(name), old, new)
    workshop.forget([Path(name)])


def rest(workshop: Workshop) -> bool:
    """Let it do what there is to do; tell whether an earlier answer is no longer right."""
    turned = [workshop.work() for _ in iter(lambda: workshop.has_work, False)]
    return any(turned)


@pytest.mark.slow
def test_every_file_is_that_of_the_built_site(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is behind one path is made as what is behind the next: English and Burmese are enough.
    shutil.rmtree(place / "locales/es")
    write_notice(place / "content")
    advisory(place, "build", "--site", str(tmp_path / "site"))
    site = listing(tmp_path / "site")
    assert {Path(name).suffix for name in site} >= {
        ".html", ".pdf", ".png", ".css", ".js", ".json", ".xml", ".txt", ".webmanifest", ".woff2",
    }  # fmt: skip
    site.pop("sw.js")  # The server has a worker of its own, which keeps nothing.
    maker = Maker(Path("content"), Path("locales"), None)
    try:
        for name, data in site.items():
            while (answer := maker.ask(name)).kind == "later":
                pass
            if name in ("build.json", "SHA256SUMS", "staff/index.html"):
                assert answer.kind == "behind", name
            else:
                assert answer.kind == "made", f"{name}: {answer.kind} {answer.words[:200]}"
                assert without_fills(name, answer.data) == without_fills(name, data), name
        # What a build leaves out is made for who asks.
        manual = "staff-papers/freedonia/freedonia.en.manual.pdf"
        assert manual not in site
        while (answer := maker.ask(manual)).kind == "later":
            pass
        assert answer.data.startswith(b"%PDF")
    finally:
        maker.stop()


@pytest.mark.slow
@pytest.mark.long
def test_every_page_of_a_real_country_is_that_of_its_whole_set() -> None:
    folder = ContentFolder(ROOT / "content")
    formats = load_formats(ROOT / "content/leaflets", ROOT)[0]
    advisories = [*load_advisories(folder, ROOT / "locales", Selection("singapore"))]
    workshop = Workshop(ROOT / "content", ROOT / "locales")
    compared = 0
    for target in targets_of(advisories, formats, whole=False):
        if target.product in ("pages", "pocket", "data", "offline"):
            for name, data in target.make().items():
                if name != "sw.js":
                    answer = asked(workshop, name)
                    assert answer.kind == "made", f"{name}: {answer.words[:500]}"
                    assert answer.data == data, name
                    compared += 1
    assert compared > 100


def test_a_saved_sentence_is_on_its_page_at_once(workshop: Workshop) -> None:
    assert "Go to the school on the hill" in made(workshop, FLOOD)
    save(workshop, HOST_FILE, "Go to the school on the hill", "Go to the church")
    page = made(workshop, FLOOD)
    assert "Go to the church" in page
    assert "Go to the school on the hill" not in page


def test_a_saved_translation_and_a_sentence_of_all_countries_too(workshop: Workshop) -> None:
    my = FLOOD.replace("en/", "my/")
    made(workshop, FLOOD)
    made(workshop, my)
    save(workshop, "content/hazards/flood.yaml", "Pack a small bag.", "Pack a light bag.")
    assert "Pack a light bag." in made(workshop, FLOOD)
    assert "Pack a light bag." in made(workshop, my), "its translation is behind"
    po = next(
        p for p in Path("locales/my/LC_MESSAGES").glob("*.po") if "မီး" in p.read_text("utf-8")
    )
    save(workshop, str(po), "မီးလောင်ခြင်း", "မီးလောင်")
    assert "မီးလောင်ခြင်း" not in made(workshop, "my/freedonia/hazards/fire/index.html")


def test_a_name_above_the_countries_follows_too(workshop: Workshop) -> None:
    assert "Freedonia" in made(workshop, "index.html")
    save(workshop, "content/hosts/freedonia/country.yaml", "name: Freedonia", "name: Freedonya")
    assert "Freedonya" in made(workshop, "index.html")
    assert "Freedonya" in made(workshop, "404.html")


@pytest.mark.parametrize(
    "path",
    [
        "favicon.ico", "en/freedonia/nothing/index.html", "en/nowhere/index.html", "assets/gone.css",
        "de/freedonia/index.html", "leaflets/freedonia/gone.pdf", "assets/search/freedonia.en.0.js",
        "data/freedonia.de.json", "freedonia", "en/freedonia", "../site.yaml", "\udcff.html", "x" * 5000,
    ],
)  # fmt: skip
def test_what_the_site_has_not_is_absent(workshop: Workshop, path: str) -> None:
    assert asked(workshop, path).kind == "absent"


def test_a_locale_that_is_not_offered_has_no_pages(workshop: Workshop) -> None:
    assert asked(workshop, FLOOD.replace("en/", "my/")).kind == "made"
    save(workshop, "content/site.yaml", "offer_from: 1\n", "offer_from: 99\n")
    assert asked(workshop, FLOOD.replace("en/", "my/")).kind == "absent"
    assert "my/freedonia" not in made(workshop, FLOOD)
    preview = Workshop(Path("content"), Path("locales"), "freedonia/my")
    assert asked(preview, FLOOD.replace("en/", "my/")).kind == "made"
    assert asked(preview, FLOOD).kind == "absent"
    assert asked(preview, "index.html").kind == "absent", "a part leaves what is above as it was"


# --- faults of the content --------------------------------------------------------------------


def test_a_fault_of_form_is_told_at_once_and_its_cure(workshop: Workshop) -> None:
    save(workshop, HOST_FILE, "severity: grave", "severty: grave")
    for path in (FLOOD, "leaflets/freedonia/freedonia.en.trifold.pdf", "index.html"):
        answer = asked(workshop, path)
        assert answer.kind == "problems", path
        assert 'Did you mean "severity"?' in answer.words
        assert "content/hosts/freedonia/hazards.yaml:" in answer.words
    save(workshop, HOST_FILE, "severty: grave", "severity: grave")
    made(workshop, FLOOD)


def test_a_fault_of_what_all_share_is_told_on_every_page(workshop: Workshop) -> None:
    save(workshop, "content/hazards/flood.yaml", "sign_of:", "sing_of:")
    assert 'Did you mean "sign_of"?' in asked(workshop, FLOOD).words
    assert asked(workshop, "index.html").kind == "problems"


def test_what_only_the_checks_find_is_told_soon_and_until_it_is_cured(workshop: Workshop) -> None:
    sources = "content/hosts/freedonia/hazards.yaml"
    made(workshop, FLOOD)
    assert not rest(workshop), "nothing is wrong"
    save(workshop, sources, "sources: [disaster-act]", "sources: [disaster-axt]")
    made(workshop, FLOOD)
    assert rest(workshop), "the page that was shown is no longer right"
    answer = asked(workshop, FLOOD)
    assert (answer.kind, "disaster-axt" in answer.words) == ("problems", True)
    # Another sentence: the fault is still there, and no page comes in between.
    save(workshop, sources, "Go to the school on the hill", "Go to the church")
    assert asked(workshop, FLOOD).kind == "problems"
    assert not rest(workshop)
    assert asked(workshop, FLOOD).kind == "problems"
    save(workshop, sources, "sources: [disaster-axt]", "sources: [disaster-act]")
    # Whatever of the country is asked for.
    assert asked(workshop, "data/freedonia.json").kind == "problems"
    assert rest(workshop)
    assert "Go to the church" in made(workshop, FLOOD)


def test_a_translation_that_lost_a_number_is_told(workshop: Workshop) -> None:
    made(workshop, FLOOD)
    rest(workshop)
    po = Path("locales/my/LC_MESSAGES/hazards.po")
    replace(po, 'msgstr "%(disaster)s ', 'msgstr "')
    workshop.forget([po])
    asked(workshop, FLOOD)
    assert rest(workshop)
    assert "placeholder" in asked(workshop, FLOOD).words


def test_a_translation_that_cannot_be_read_is_told_with_its_line(workshop: Workshop) -> None:
    made(workshop, FLOOD)
    po = Path("locales/my/LC_MESSAGES/hazards.po")
    po.write_text(po.read_text("utf-8") + '\nmsgid "half\n', "utf-8")
    workshop.forget([po])
    answer = asked(workshop, FLOOD)
    assert answer.kind == "problems"
    assert re.search(
        r"locales/my/LC_MESSAGES/hazards\.po:\d+:\d+: error \[po-syntax\]", answer.words
    )


def test_a_file_that_is_gone_is_told(workshop: Workshop) -> None:
    made(workshop, FLOOD)
    path = Path("content/hosts/freedonia/assistance.yaml")
    path.unlink()
    workshop.forget([path])
    answer = asked(workshop, FLOOD)
    assert (answer.kind, "assistance.yaml" in answer.words) == ("problems", True)


def test_a_paper_that_does_not_fit_is_told_and_the_pages_are_shown(workshop: Workshop) -> None:
    long = " ".join(["Go to the school on the hill"] * 40)
    save(workshop, "content/leaflets/trifold.yaml", 'smallest_pt: "', 'smallest_pt: "2')
    answer = asked(workshop, "leaflets/freedonia/freedonia.en.trifold.pdf")
    assert answer.kind == "problems", long
    assert "Traceback" not in answer.words


def test_a_fault_of_the_program_is_one_line_and_no_page(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nobody thought of it")

    monkeypatch.setattr("generator.serve.country.pages.make_page", broken)
    answer = asked(workshop, FLOOD)
    assert (answer.kind, answer.words) == ("failed", "ZeroDivisionError: nobody thought of it")
    assert "Traceback" in capsys.readouterr().err, "for the developer at the terminal"


# --- what it costs ----------------------------------------------------------------------------


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    parse: Callable[..., object] = recent.parse_yaml

    def noted(data: bytes, shown: str) -> object:
        names.append(shown)
        return parse(data, shown)

    monkeypatch.setattr(recent, "parse_yaml", noted)
    return names


def test_only_the_saved_file_is_parsed_again(workshop: Workshop, parsed: list[str]) -> None:
    made(workshop, FLOOD)
    assert len(parsed) > 10
    parsed.clear()
    save(workshop, HOST_FILE, "Go to the school on the hill", "Go to the church")
    made(workshop, FLOOD)
    assert parsed == [HOST_FILE]


def test_the_open_page_is_made_ready_and_checked_before_somebody_asks(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(Path(HOST_FILE), "sources: [disaster-act]", "sources: [disaster-axt]")
    workshop.make_ready(FLOOD)
    assert rest(workshop), "the checks have looked"
    save(workshop, HOST_FILE, "sources: [disaster-axt]", "sources: [disaster-act]")
    workshop.make_ready(FLOOD)
    assert rest(workshop)
    workshop.make_ready(FLOOD)
    rest(workshop)
    monkeypatch.setattr("generator.serve.country.load_advisories", None)
    made(workshop, FLOOD)


def test_other_countries_stay_as_they_were(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.exists()
    workshop = Workshop(Path("content"), Path("locales"))
    made(workshop, "index.html")
    localised: list[str] = []
    load = load_advisories

    def noted(contents: object, locales: Path, only: Selection, *rest: object, **named: object):
        localised.append(f"{only.host}/{only.locale}")
        return load(contents, locales, only, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("generator.serve.country.load_advisories", noted)
    made(workshop, "index.html")
    made(workshop, FLOOD)
    assert localised == []
    save(workshop, HOST_FILE, "Go to the school on the hill", "Go to the church")
    made(workshop, FLOOD)
    assert localised == ["freedonia/en"], "one locale, for one page"
    assert EXAMPLE.exists()


def test_pages_for_those_who_assist_are_made_too(workshop: Workshop) -> None:
    step = "Sit down with the family in a quiet room."
    assert step in made(workshop, "en/staff/freedonia/procedures/death/index.html")
    assert "staff/index.html" in made(workshop, "en/index.html")
    assert "freedonia/index.html" in made(workshop, "en/staff/index.html")
    assert asked(workshop, "en/staff/freedonia/nothing/index.html").kind == "absent"
