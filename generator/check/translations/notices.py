"""Step 2: notices and their sentences' translations → problems: no signature on what goes out.

Rule ``notice-unsigned``. A sentence is translated once and signed once; until then a notice with it
goes out only when its editor says that it is a draft, and each page says so (CARE 47).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...load import Content
from ...load.kinds import NOTICES
from ...model.notices import Notice, NoticeSentence
from ...po.catalog import Catalog, UnreadablePoError, load_translations, po_path
from ...po.files import is_begun
from ...problems import Problem


def check_notices_signed(content: Content, host: str, locales: Path) -> Iterator[Problem]:
    """Each sentence of the notices of *host* is signed, in every language that is offered."""
    if not content.has("site.yaml"):
        return  # told elsewhere
    site, library = content.site, content.notice_sentences
    tags = [
        tag
        for tag, locale in site.locales.items()
        # A language for a minority gets its notices in the language that stands in for it.
        if tag != site.source_locale
        and not locale.minority
        and is_begun(po_path(locales, tag, NOTICES))
    ]
    try:
        catalogs = {tag: load_translations(po_path(locales, tag, NOTICES), tag) for tag in tags}
    except (UnreadablePoError, OSError):
        return  # told elsewhere
    for file, notice in content.of_kind(Notice):
        if notice.host != host or notice.draft or notice.withdrawn:
            continue
        for at, said in enumerate(notice.said):
            sentence = library.get(said.say)
            if sentence is None:
                continue  # told elsewhere
            lacking = [*([site.source_locale] if sentence.signed is None else [])]
            lacking += [tag for tag in tags if not _is_signed(catalogs[tag], said.say, sentence)]
            if lacking:
                yield file.problem(
                    ("said", str(at), "say"),
                    "notice-unsigned",
                    f'nobody has signed the sentence "{said.say}" in: {", ".join(lacking)}',
                    'Have it read and signed, or add "draft: true" (advisory notice publish '
                    "--draft): then each page says that nobody has read it.",
                )


def _is_signed(catalog: Catalog, key: str, sentence: NoticeSentence) -> bool:
    entry = catalog.entries.get(f"sentences.{key}.text")
    return entry is not None and entry.state(sentence.text) == "reviewed"
