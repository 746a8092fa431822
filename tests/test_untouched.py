"""The tests themselves: they leave the repository, its cache and its site as they found them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.example import ROOT, TESTS

from generator.cache.answers import cache_folder

pytestmark = pytest.mark.thorough


def git(place: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=place, check=True, capture_output=True, text=True)
    return done.stdout


def run_tests(place: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run the test *code* in a repository at *place*, with our plugin."""
    place.mkdir()
    (place / "pytest.ini").write_text("[pytest]\n")
    (place / ".gitignore").write_text(".cache/\n__pycache__/\n")
    (place / "facts.yaml").write_text("number: '1669'\n")
    (place / ".cache/hosts").mkdir(parents=True)
    (place / "test_it.py").write_text(
        f"import os\nfrom pathlib import Path\n\ndef test_it(tmp_path):\n    {code}\n"
    )
    git(place, "init", "-q")
    git(place, "add", ".")
    env = {name: value for name, value in os.environ.items() if name != "ADVISORY_CACHE"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "support.untouched", "-p", "no:cacheprovider", "-q"],
        cwd=place, env={**env, "PYTHONPATH": str(TESTS)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Path('new.txt').write_text('')", "new.txt"),
        ("Path('facts.yaml').write_text('number: 1')", "facts.yaml"),
        ("os.chmod('facts.yaml', 0o600)", "facts.yaml"),
        ("Path('facts.yaml').unlink()", "facts.yaml"),
        ("Path('.cache/hosts/check.json').write_text('{}')", ".cache/hosts/"),
        ("Path('site').mkdir()", "site/"),
    ],
)
def test_a_test_that_writes_into_the_repository_fails_the_run(
    tmp_path: Path, code: str, name: str
) -> None:
    done = run_tests(tmp_path / "place", code)
    assert done.returncode == 1
    assert f"\n{name}\n" in done.stdout
    assert "A test writes below tmp_path only." in done.stdout


def test_a_test_that_writes_elsewhere_passes(tmp_path: Path) -> None:
    code = (
        "cache = os.environ['ADVISORY_CACHE']; Path(cache, 'x').write_text(cache + str(tmp_path))"
    )
    done = run_tests(tmp_path / "place", code)
    assert done.returncode == 0, done.stdout
    assert git(tmp_path / "place", "status", "--porcelain", "-uall").count("\n") == 4


def test_no_test_uses_the_cache_of_the_developer() -> None:
    assert os.environ["ADVISORY_CACHE"]
    assert not cache_folder().resolve().is_relative_to(ROOT)


def test_nothing_that_the_program_remembers_is_in_git() -> None:
    caches = [name for name in git(ROOT, "ls-files").splitlines() if ".cache" in name.split("/")]
    assert caches == []


def test_who_needs_no_browser_waits_for_none() -> None:
    """The fixtures load the library that drives one when a test asks for it."""
    code = (
        "import sys, conftest; sys.exit('playwright' in sys.modules or 'weasyprint' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(TESTS)))}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
