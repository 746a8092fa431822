from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from support.example import ROOT

from generator.products.pages.assets import (
    aloud_script_path,
    lands_script_path,
    print_script_path,
    script_path,
    search_script_path,
)
from generator.products.pages.mkdocs_plugin import strip_leftovers


def test_mkdocs_alone_builds_one_page_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    example = {"host": "freedonia", "content": "tests/example", "locales": "tests/example_locales"}
    plugins = [{"advisory": example}]
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), plugins=plugins))
    page = tmp_path / "en" / "freedonia" / "now" / "index.html"
    sheet = page.read_text("utf-8").split('rel="stylesheet" href="')[1].split('"')[0]
    assert (page.parent / sheet).is_file()
    scripts = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.js")}
    assert scripts == {
        print_script_path(), script_path(), search_script_path(), aloud_script_path("Listen"), lands_script_path(),
    }  # fmt: skip


def test_without_more_mkdocs_shows_thailand_in_english() -> None:
    plugin = load_config(str(ROOT / "mkdocs.yml")).plugins["advisory"]
    assert (plugin.config.host, plugin.config.locale) == ("thailand", "en")


def test_mkdocs_never_writes_into_the_site_or_publishes_docs() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert Path(config.site_dir) == ROOT / ".cache" / "mkdocs"
    assert Path(config.docs_dir) == ROOT / "generator" / "templates" / "docs"


FRAME = '<main class="md-main"> <div class="md-main__inner md-grid">'


def test_of_the_frame_only_the_main_part_is_left() -> None:
    page = f'<h2>md-1</h2>{FRAME}<p>md-2</p></div></main><div class="md-dialog"><p></div></div><p>'
    assert strip_leftovers(page) == '<h2>md-1</h2><main id="main"><p>md-2</p></main><p>'


@pytest.mark.parametrize(
    "page",
    [
        f'<div class="md-new"></div>{FRAME}</div></main>',
        f'{FRAME}</div></main><div class="md-new"></div>',
        f"{FRAME}<p></main>",
        "<main></div></main>",
        '<body><div class="md-new"></div><main id="main"></main></body>',
    ],
)
def test_a_frame_that_changed_fails_the_build(page: str) -> None:
    with pytest.raises(PluginError, match=r"base\.html has changed"):
        strip_leftovers(page)
