"""The promises of set-up: locked, hashed, bound to no place, and small for a build."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.each import each
from support.example import ROOT

pytestmark = pytest.mark.thorough

PYTHON_LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
LOCKS = [*PYTHON_LOCKS, ROOT / "package-lock.json"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
EXTRAS = [
    Requirement(text)
    for texts in PROJECT["project"]["optional-dependencies"].values()
    for text in texts
]
TEST_TOOLS = [Requirement(text) for text in PROJECT["dependency-groups"]["test"]]

# Libraries whose objects a declared one hands to its callers: with MkDocs, Jinja2, pydantic and
# WeasyPrint they come in the version that fits.
BROUGHT_ALONG = {"annotated-types", "markdown", "markupsafe", "pydantic-core", "pydyf"}

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(.*)$")


def pins(lock: Path) -> dict[str, set[str]]:
    """Every version a lock may install; some differ from one Python to the next."""
    found: dict[str, set[str]] = {}
    for line in lock.read_text("utf-8").splitlines():
        if match := PIN.match(line):
            found.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return found


def by_name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("lock", LOCKS, ids=by_name)
def test_a_lock_names_no_place_to_download_from(lock: Path) -> None:
    text = lock.read_text("utf-8")
    # Whom one may thank for a package is no place to download from.
    assert "://" not in re.sub(r'"funding": (?:\{[^}]*\}|\[[^]]*\])', "", text)
    assert "--index" not in text
    assert "--find-links" not in text
    assert '"resolved"' not in text


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=by_name)
def test_each_locked_python_package_has_a_hash(lock: Path) -> None:
    text = lock.read_text("utf-8").replace("\\\n", " ")
    locked = [line for line in text.splitlines() if PIN.match(line)]
    assert locked
    assert [line for line in locked if "--hash=sha256:" not in line] == []


def test_each_locked_npm_package_has_a_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    del packages[""]
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("run.txt", DEPENDENCIES), ("test.txt", [*DEPENDENCIES, *TEST_TOOLS])],
    ids=["run", "test"],
)
def test_the_lock_holds_what_the_project_asks_for(lock: str, wanted: list[Requirement]) -> None:
    locked = pins(ROOT / "requirements" / lock)
    for requirement in each(wanted):
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in {lock}: run make lock"
        assert all(requirement.specifier.contains(v) for v in versions), (
            f"{requirement} is not what {lock} holds: run make lock"
        )


def test_tests_run_with_the_versions_of_the_build() -> None:
    run = pins(ROOT / "requirements/run.txt")
    test = pins(ROOT / "requirements/test.txt")
    assert {name: test.get(name) for name in run} == run


def test_a_build_installs_no_test_tool() -> None:
    run = pins(ROOT / "requirements/run.txt")
    # WeasyPrint, segno and others bring these along for themselves.
    shared = {"fonttools", "pillow"}
    tools = {canonicalize_name(tool.name) for tool in TEST_TOOLS} - shared
    assert tools & run.keys() == set()


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        # MkDocs 2 drops plugins.
        ("mkdocs", "1.6.1", "2.0"),
        # Our templates extend those of this minor version.
        ("mkdocs-material", "9.8.9", "9.9.0"),
        # One of its private methods is patched.
        ("weasyprint", "70.9", "71.0"),
    ],
)
def test_what_we_lean_on_is_pinned(name: str, inside: str, outside: str) -> None:
    (requirement,) = (d for d in DEPENDENCIES if d.name == name)
    assert requirement.specifier.contains(inside)
    assert not requirement.specifier.contains(outside)


def imports(path: Path) -> set[str]:
    """The top-level names that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_each_library_the_program_imports_is_declared() -> None:
    known = DEPENDENCIES + EXTRAS
    declared = {*(str(canonicalize_name(d.name)) for d in known), *BROUGHT_ALONG}
    homes = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "generator").rglob("*.py")
        for name in imports(path) - sys.stdlib_module_names - {"generator"}
        if not {str(canonicalize_name(home)) for home in homes.get(name, [])} & declared
    }
    assert undeclared == set()


@pytest.mark.parametrize(("name", "target"), [("run", "test"), ("nightly", "test-all")])
def test_ci_runs_make_test_and_nothing_else(name: str, target: str) -> None:
    script = ROOT / ".ci" / name
    assert os.access(script, os.X_OK)
    # Beside the lines that make any script fail early and start in the right folder.
    frame = ("#", "set ", "cd ")
    lines = script.read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith(frame)] == [
        f"exec make {target}"
    ]


def test_make_alone_lists_the_commands() -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    commands = {line.split()[1] for line in shown.splitlines()}
    assert commands == {
        "help",
        "site",
        "everything",
        "test",
        "test-all",
        "quick",
        "serve",
        "desk",
        "bench",
        "schema",
        "fonts",
        "pictures",
        "lock",
        "clean",
    }


@pytest.fixture
def bare_machine(tmp_path: Path) -> dict[str, str]:
    """A machine whose dpkg knows no package, where we are not root and have no sudo."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("cat", "cut", "dirname", "env", "grep", "mkdir", "rm", "sed", "sha256sum", "tail"):
        home = next(p for p in (Path("/usr/bin") / name, Path("/bin") / name) if p.exists())
        (programs / name).symlink_to(home)
    fakes = {
        "apt-get": "echo 'apt-get was called' >&2; exit 9",
        "dpkg-query": "exit 1",
        "id": "echo 1000",
        "python3": "exit 0",
    }
    for name, body in fakes.items():
        write_program(programs / name, body)
    tree = tmp_path / "tree"
    (tree / "tools").mkdir(parents=True)
    (tree / "tools/setup.sh").write_bytes((ROOT / "tools/setup.sh").read_bytes())
    return {"PATH": str(programs), "TREE": str(tree)}


def write_program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)


def set_up(machine: dict[str, str], level: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", f"{machine['TREE']}/tools/setup.sh", level],
        env=machine,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_root_or_sudo_the_exact_apt_line_is_shown(bare_machine: dict[str, str]) -> None:
    done = set_up(bare_machine, "site")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == (
        "  apt-get update && apt-get install -y --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_the_tests_ask_for_their_programs_too(bare_machine: dict[str, str]) -> None:
    # A node from elsewhere is as good as Debian's.
    write_program(Path(bare_machine["PATH"]) / "node", "exit 0")
    line = set_up(bare_machine, "test").stderr.splitlines()[-1]
    assert {"chromium", "poppler-utils", "gettext", "npm", "default-jre-headless"} < set(
        line.split()
    )
    assert "nodejs" not in line


def test_the_fast_tests_ask_for_no_browser_server_or_java(bare_machine: dict[str, str]) -> None:
    line = set_up(bare_machine, "quick").stderr.splitlines()[-1].split()
    assert {"poppler-utils", "gettext", "nodejs", "npm", "libpango-1.0-0"} < set(line)
    assert not {"chromium", "caddy", "default-jre-headless", "omegat"} & set(line)


def test_an_old_python_is_named(bare_machine: dict[str, str]) -> None:
    old = 'case $1 in --version) echo "Python 3.10.2" ;; *) exit 1 ;; esac'
    write_program(Path(bare_machine["PATH"]) / "python3", old)
    done = set_up(bare_machine, "site")
    assert done.returncode != 0
    assert "Python 3.10.2 is too old. Python 3.11 or newer is needed." in done.stderr


def test_the_environment_of_another_tree_is_left_alone(bare_machine: dict[str, str]) -> None:
    programs, tree = Path(bare_machine["PATH"]), Path(bare_machine["TREE"])
    write_program(programs / "dpkg-query", "echo installed")
    write_program(programs / "python3", 'case "$*" in *--clear*) rm -rf .venv/* ;; esac')
    (tree / "requirements").mkdir()
    for name in ("pyproject.toml", "requirements/setup.txt", "requirements/run.txt"):
        (tree / name).touch()
    theirs = tree.parent / "other"
    theirs.mkdir()
    (theirs / "python").touch()
    (tree / ".venv").symlink_to(theirs)
    assert "making a Python environment" in set_up(bare_machine, "site").stdout
    assert (theirs / "python").exists()


def test_a_second_set_up_is_silent() -> None:
    done = subprocess.run(
        ["tools/setup.sh", "site"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
