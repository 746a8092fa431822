"""Beside step 4: the language of a host country → what its papers cannot show yet, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ...load import Content
from ...po.territories import script_name
from ...text.fonts import has_own_font
from ...text.languages import find_language


def about_language(content: Content, tag: str, wished: str = "") -> Iterator[str]:
    """Yield what is missing for papers with sentences in *tag*; *wished* is what people speak."""
    language = find_language(tag)
    name = language.english if language else tag
    if wished and wished != tag:
        yield (
            f'No row for "{wished}" in locales/languages.yaml: sentences to show a helper are in '
            f"{name} until there is one."
        )
    if not has_own_font(tag):
        script = script_name(language.script) if language else name
        yield (
            f"No font for {name}: papers are made without the sentences to show a helper. To add "
            f"one: make fonts SCRIPT={script}"
        )
    elif tag not in content.site.locales and tag != content.site.source_locale:
        yield (
            f"No translation of phrases.po into {name} yet: sentences to show a helper are in "
            f"English until there is one. Run: advisory new locale {tag}"
        )
