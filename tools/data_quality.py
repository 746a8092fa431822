"""Write docs/reference/data-quality.md: how good the facts of each host country are.

It tells what ``advisory status`` tells of the facts, for people who read the documents. Run
``python tools/data_quality.py`` after content has changed; a test compares. Same content, same bytes:
nothing on the page depends on the day.
"""

from __future__ import annotations

from pathlib import Path

from doc_table import table

from generator.load import Content, load_content
from generator.people.report.quality import (
    ASKED_WORDS,
    CONFIDENCE,
    Gap,
    OldestSource,
    Quality,
    quality_of,
)
from generator.system.whole_file import write_whole

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "data-quality.md"

HEAD = """\
<!-- Generated from content/ by: python tools/data_quality.py. Do not edit. -->

# Data quality

The sources of each host country's facts, and what nobody knows yet. `advisory status` reports the same,
with the day, and so does the page for staff. People who know a country can fill in its gaps in a spreadsheet:
[fill in the table of facts](../how-to/fill-in-facts.md).

- **official**: the office itself was read. **secondary**: a newspaper, another organisation, a list.
  **none**: the page says that nobody knows. A contact counts by the source of its number, everything else by the
  best source it cites. No fact here cites an unconfirmed source: `advisory check` refuses that.
- **known**: a source says it. Only a call proves it, and only a call earns the tick.
"""


def render(content: Content | None = None) -> str:
    """Return the whole page."""
    content = content or load_content(ROOT / "content")[0]
    hosts = dict.fromkeys(corridor.host for corridor in content.site.corridors)
    found = [quality_of(content, host) for host in hosts]
    return "\n".join([HEAD, _overview(found), *map(_host, found)])


def _overview(found: list[Quality]) -> str:
    kinds = list(dict.fromkeys(row.kind for quality in found for row in quality.rests))
    head = ["host country", "oldest source, by year", *kinds, "not known"]
    rows = []
    for quality in found:
        by_kind = {row.kind: row.counts for row in quality.rests}
        counts = [
            " · ".join(str(by_kind[kind][key]) for key in CONFIDENCE) if kind in by_kind else ""
            for kind in kinds
        ]
        oldest = quality.published_first.when if quality.published_first else ""
        rows.append([f"[{quality.host}](#{quality.host})", oldest, *counts, quality.not_known])
    intro = f"Each kind of fact: {' · '.join(CONFIDENCE)}.\n"
    return f"## All host countries\n\n{intro}\n{table(head, rows)}"


def _host(quality: Quality) -> str:
    parts = [f"## {quality.host}\n"]
    parts += [
        _oldest("Read longest ago", quality.read_first),
        _oldest("Oldest by its year", quality.published_first)
        + f" Sources without a year: {quality.undated}.\n",
    ]
    asked = [
        [words, quality.known_counts[name], quality.contacts - quality.known_counts[name]]
        for name, words in ASKED_WORDS.items()
    ]
    asked.append(["called by a person", quality.called, quality.contacts - quality.called])
    parts.append(table([f"of {quality.contacts} contacts", "known", "not known"], asked))
    parts.append(
        f"Not known: {quality.not_known} answers about {len(quality.gaps)} facts, those that readers "
        f"see first at the top. To fill in: `advisory facts export {quality.host} --not-known`\n"
    )
    parts.append(table(["kind", "fact", "not known"], map(_gap, quality.gaps)))
    return "\n".join(parts)


def _oldest(words: str, source: OldestSource | None) -> str:
    if source is None:
        return f"{words}: no source."
    return f"{words}: {source.when}, `{source.id}`, {_plain(source.publisher)}."


def _gap(gap: Gap) -> list[object]:
    name = gap.id.partition(".")[2]
    never = "" if gap.ring else "; never call it to test it, write to its office"
    return [gap.kind, f"{_plain(gap.title)} (`{name}`)", f"{', '.join(gap.not_known)}{never}"]


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the page."""
    write_whole(PAGE, render().encode())
    print(PAGE.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
