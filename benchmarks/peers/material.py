"""MkDocs with the theme Material and the plugin mkdocs-static-i18n, as their documents set them up."""

from __future__ import annotations

from pathlib import Path

import yaml

LANGUAGES = {"en": "English", "my": "မြန်မာ", "th": "ไทย"}
"""mkdocs-static-i18n takes no code of three letters: Shan, Karen or Mam could not join the race."""


def write_project(folder: Path) -> None:
    """Write mkdocs.yml beside ``docs/``, which is there: stock settings, and every page in the nav."""
    config = {
        "site_name": "Advice",
        "site_url": "https://example.org/",
        "theme": {"name": "material"},
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "suffix",
                    "languages": [
                        {"locale": tag, "name": name, "default": tag == "en", "build": True}
                        for tag, name in LANGUAGES.items()
                    ],
                }
            },
        ],
        "nav": _nav(folder / "docs"),
    }
    text = yaml.safe_dump(config, sort_keys=False, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, "utf-8")


def _nav(docs: Path) -> list[object]:
    """Pages by folder, as deep as ours: titles come from the pages, in each language."""
    pages = sorted(path.parent.relative_to(docs).as_posix() for path in docs.rglob("index.en.md"))
    nav: list[object] = []
    groups: dict[str, list[str]] = {}
    for place in pages:
        source = "index.md" if place == "." else f"{place}/index.md"
        parts = place.split("/")
        if len(parts) > 2:
            group = parts[1].capitalize()
            if group not in groups:
                groups[group] = []
                nav.append({group: groups[group]})
            groups[group].append(source)
        else:
            nav.append(source)
    return nav
