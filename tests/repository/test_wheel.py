"""The wheel carries the shared library, and a site of one's own stands on it, far from this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from support.example import ROOT

PAGE = """
from pathlib import Path
from generator.products.pages.mkdocs_bare import load_page_set
from generator.products.pages.mkdocs_run import run_mkdocs
pages = run_mkdocs(load_page_set(Path("content"), Path("locales"), "singapore", "en"))
Path("page.html").write_bytes(next(data for path, data in pages.items() if "/fire/" in path))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program that must end well, without a word of this repository; return what it printed."""
    env = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "ADVISORY"))
    }
    result = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", "wheel", ROOT, *options, cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.long
@pytest.mark.slow
def test_the_wheel_holds_the_library_and_no_record_of_our_papers(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    library = {name.removeprefix("generator/library/") for name in names if "/library/" in name}
    assert {
        "content/hazards/fire.yaml", "content/leaflets/trifold.yaml", "locales/languages.yaml",
        "locales/my/LC_MESSAGES/interface.po", "mkdocs.yml", "requirements/run.txt",
    } <= library  # fmt: skip
    assert len(names) == len(set(names))
    assert not {
        name for name in library if name.endswith((".pot", "editions.yaml", "published.yaml"))
    }
    assert wheel.stat().st_size < 15_000_000


@pytest.mark.long
@pytest.mark.slow
def test_a_site_of_ones_own_stands_on_the_wheel(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "venv"
    venv.create(place, symlinks=True)
    python, advisory = place / "bin" / "python", place / "bin" / "advisory"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "-q",
        wheel,
        cwd=tmp_path,
    )
    # The libraries are those of this environment; its link to this repository is not followed.
    (packages,) = (place / "lib").glob("*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    where = run(python, "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(place)
    run(
        advisory, "new", "site", "society", "--with", "singapore", "--with", "myanmar", cwd=tmp_path
    )
    site = tmp_path / "society"
    assert "No errors" in run(advisory, "check", cwd=site)
    (site / "content/hazards").mkdir()
    (site / "content/hazards/fire.yaml").write_text(
        "messages:\n  get-out-low:\n    stage: immediate\n    text: Get out. Crawl under the smoke.\n"
        "    life_safety: true\n    core: true\n    carry: paper\n    sources: [york-fire]\n"
    )
    run(advisory, "leaflet", "singapore", "my", "card", "-o", "card.pdf", cwd=site)
    assert (site / "card.pdf").read_bytes().startswith(b"%PDF")
    run(python, "-c", PAGE, cwd=site)
    page = (site / "page.html").read_text("utf-8")
    assert "Get out. Crawl under the smoke." in page
    assert "Do not go back inside for anything." in page
    assert "None of your own entries" in run(advisory, "upgrade", "--plan", cwd=site)
