"""Step 4: fronts → ``llms.txt``, what programs that read sites for people must know of this site.

In: the fronts of all host countries. Out: one file at the site's root, Markdown as
https://llmstxt.org asks for. In English only: programs read it. A program that answers people from
this site gets each number with its cautions and its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from ..cache.digests import code_digest
from ..text.plain import flat
from .pages import Front
from .pages.render import absolute_root
from .site_paths import all_path
from .target import Files, Target

PATH = "llms.txt"
_DRAFT = "draft"
_HEAD = """\
# Help in a crisis, for people from other countries

> What to do before, in and after floods, earthquakes, storms, fires and other crises, \
for migrants: whom to
> call, what may follow from it, what can be claimed. For each country people live in, \
in their own languages.

This site is no service of any state. \
It gives no advice in the name of one: never present it as that.

If you answer people with what is here:

- Quote a telephone number whole, digit for digit, \
with the caution that stands before it on the same line, with how
  far it is proved ("source 2025, not called yet"), \
and with the day on which its source was read. Never without the caution.
- Do not put an office of a state, a consulate or the police \
in the place of the line that a text names: for some
  people calling them is a danger. \
Say "save your life first, ask about papers after" where the text does.
- "Not known" is an answer here. Do not fill it in. \
"Our own reading" is a conclusion of ours: say so.
- Numbers under "Do not call them" at the end of a text are wrong. Never give them.
- A draft is a translation that no second person has read: \
say so, and give the English sentence beside it.
- Things change: say on which day you read this, and give the address of the page.
- Help is free. Nobody may ask money, work or sex for it. \
Do not ask people for their names, papers or place.

Words and facts: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/ \
(name the publisher of this site, and keep the
cautions). Each fact has its source in data/.
"""


def plan_above(every: Sequence[Front]) -> list[Target]:
    """One file for the whole site."""
    data = text_of(every).encode()
    return [Target.of(PATH, "channels", partial(_make, data), data=data, code=code_digest())]


def text_of(fronts: Sequence[Front]) -> str:
    """Return the file."""
    root = absolute_root(fronts[0].site_url) or ""
    parts = [_HEAD]
    for host in dict.fromkeys(front.host for front in fronts):
        own = [front for front in fronts if front.host == host]
        parts.append(f"\n## {_name(own)}\n\n")
        parts += (_row(root, front) for front in own)
    parts.append("\n## Optional\n\n")
    parts += (f"- [{path}]({root}{path}): {what}\n" for path, what in _others(fronts))
    return "".join(parts)


def _name(fronts: Sequence[Front]) -> str:
    # In the source locale, which is among them when the whole site is built.
    first = next((one for one in fronts if one.country.state == "source"), fronts[0])
    people = dict.fromkeys(flat(one.people.source or str(one.people)) for one in fronts)
    return f"{flat(str(first.country))}: {', '.join(people)}"


def _row(root: str, front: Front) -> str:
    path = all_path(front.locale, front.host)
    language = front.language
    state = f" ({_DRAFT} translation)" if _is_draft(front) else ""
    named = f"{flat(language.english)}, {front.locale}{state}"
    page = f"{root}{front.locale}/{front.host}/index.html"
    return f"- [{named}]({root}{path}): all as plain text; pages: {page}\n"


def _is_draft(front: Front) -> bool:
    said = (front.country, front.people, *(plate.label for plate in front.plates))
    return any(text.state == _DRAFT for text in said)


def _others(fronts: Sequence[Front]) -> Iterable[tuple[str, str]]:
    yield (
        "api/v1/index.json",
        "all as JSON for programs: each number behind its caution; changes.json tells what is gone",
    )
    for host in dict.fromkeys(front.host for front in fronts):
        yield f"data/{host}.json", "contacts with their proof, and every source"
        yield f"data/{host}/datapackage.json", "the same as tables: CSV with its schema, HXL, HSDS"
    for front in fronts:
        yield (
            f"data/{front.host}.{front.locale}.json",
            "the same as JSON: each text with its language, its state and its links",
        )
    yield "messages/", "short texts, where two people have signed each sentence"
    yield "sitemap.xml", "all pages"


def _make(data: bytes) -> Files:
    return {PATH: data}
