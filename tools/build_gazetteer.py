"""Make the table of names of countries and provinces under generator/assets/gazetteer from CLDR.

In: the folder of a CLDR release (``common/main`` and ``common/subdivisions``), which Debian has as the
package unicode-cldr-core; our host countries and languages. Out: ``names.json``, the licence, and a
README that says from which release each name comes and how far CLDR itself trusts it. Same release, same bytes.

Run ``python tools/build_gazetteer.py`` to write, with ``--check`` to compare with what is there, with
``--cldr FOLDER`` when the release lies elsewhere (``dpkg-deb -x`` unpacks the package without installing it).

Why not the JSON packages of CLDR: they leave out what is provisional, which is all we need but English.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.model.tables import codes
from generator.system.whole_file import write_whole
from generator.text.languages import locale_folder

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "generator" / "assets" / "gazetteer"
DEBIAN = Path("/usr/share/unicode/cldr/common")
_VERSION = re.compile(r'cldrVersion\s+CDATA\s+#FIXED\s+"([\d.]+)"')
_PROVINCE = re.compile(r"[a-z]{2}[a-z0-9]{1,3}")


class Name(NamedTuple):
    """A name, and how far CLDR trusts it: approved, contributed, provisional or unconfirmed."""

    text: str
    level: str


def countries() -> frozenset[str]:
    """Return the codes (ISO 3166-1) of the countries that may be hosts."""
    return frozenset(codes()["hosts"])


def origins() -> frozenset[str]:
    """Return the codes of the countries that readers may come from; we name no provinces there."""
    return frozenset(codes()["origins"])


def locales() -> list[str]:
    """Return the locales of the site and the languages of its host countries, without the source."""
    site = yaml.safe_load((ROOT / "content" / "site.yaml").read_text("utf-8"))
    own = [
        yaml.safe_load(path.read_text("utf-8"))["language"]
        for path in (ROOT / "content" / "hosts").glob("*/country.yaml")
    ]
    return sorted({*site["locales"], *own} - {site["source_locale"]})


def release(cldr: Path) -> str:
    """Return the number of the release in the folder *cldr*, for example 46."""
    dtd = (cldr / "dtd" / "ldml.dtd").read_text("utf-8")
    found = _VERSION.search(dtd)
    if found is None:
        raise SystemExit(f"{cldr}/dtd/ldml.dtd does not say which release it is.")
    return found[1]


def read(cldr: Path, locale: str) -> dict[str, Name]:
    """Return the names that CLDR has in *locale* by ISO 3166 code: ``TH``, ``TH-63``."""
    hosts, wanted = countries(), countries() | origins()
    found: dict[str, Name] = {}
    for folder, element in (("main", "territory"), ("subdivisions", "subdivision")):
        path = cldr / folder / f"{locale_folder(locale)}.xml"
        if not path.exists():
            continue
        for row in ET.parse(path).getroot().iter(element):  # noqa: S314 - a release we chose
            code = _code(row.get("type", ""))
            # Other forms of a name (short, variant) have names of their own, ↑↑↑ says "as above".
            usable = row.get("alt") is None and row.text and "↑" not in row.text
            if code and usable and (code in wanted or code[:2] in hosts):
                found[code] = Name(str(row.text).strip(), row.get("draft", "approved"))
    return dict(sorted(found.items()))


def _code(cldr_code: str) -> str | None:
    """Write a code of CLDR (``th63``, ``TH``) as ISO 3166 does; None for what is no place of these.

    >>> _code("th63"), _code("TH"), _code("001")
    ('TH-63', 'TH', None)
    """
    if re.fullmatch(r"[A-Z]{2}", cldr_code):
        return cldr_code
    if _PROVINCE.fullmatch(cldr_code):
        return f"{cldr_code[:2]}-{cldr_code[2:]}".upper()
    return None


def files(cldr: Path, licence: str) -> dict[str, str]:
    """Return what the folder holds: the table, the licence and the README, by name."""
    tables = {locale: read(cldr, locale) for locale in locales()}
    tables = {locale: names for locale, names in tables.items() if names}
    # Our own names are English; of CLDR's we keep those of countries, to tell that both mean the same.
    english = {code: name for code, name in read(cldr, "en").items() if "-" not in code}
    tables = {"en": english, **tables}
    table = {
        "source": f"Unicode CLDR {release(cldr)}",
        "names": {
            locale: {code: name.text for code, name in names.items()}
            for locale, names in tables.items()
        },
    }
    return {
        "names.json": json.dumps(table, ensure_ascii=False, indent=1) + "\n",
        "LICENSE.txt": licence,
        "README.md": _readme(release(cldr), tables),
    }


def _readme(version: str, tables: dict[str, dict[str, Name]]) -> str:
    rows = []
    for locale, names in tables.items():
        provinces = Counter(code[:2] for code in names if "-" in code)
        levels = Counter(name.level for code, name in names.items() if "-" in code)
        counted = ", ".join(f"{code} {count}" for code, count in sorted(provinces.items()))
        said = ", ".join(f"{level} {count}" for level, count in sorted(levels.items()))
        rows.append(f"| {locale} | {len(names) - provinces.total()} | {counted} | {said} |")
    return (
        "# Names of countries and provinces\n\n"
        f"From Unicode CLDR {version} (`common/main`, `common/subdivisions`), written by "
        "`tools/build_gazetteer.py`; do not edit.\nLicence: Unicode License v3, `LICENSE.txt`.\n\n"
        "The last column is CLDR's own word on its names of provinces; provisional is what it calls a "
        "name that too few\nhave confirmed. We show them as drafts, and a translation of ours "
        "stands before them.\n\n"
        "| locale | countries | provinces | confirmed |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def main() -> int:
    """Write the folder, or compare it; 1 when it differs."""
    parser = argparse.ArgumentParser(description="Make the table of names of places from CLDR.")
    parser.add_argument("--cldr", type=Path, default=DEBIAN, help="its folder common")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args()
    if not (options.cldr / "subdivisions").is_dir():
        print(f"{options.cldr} holds no CLDR. Install unicode-cldr-core, or name it with --cldr.")
        return 1
    licence = (FOLDER / "LICENSE.txt").read_text("utf-8")
    status = 0
    for name, text in files(options.cldr, licence).items():
        path = FOLDER / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if options.check:
            print(f"{path.relative_to(ROOT)} is not what CLDR {release(options.cldr)} gives.")
            status = 1
        else:
            write_whole(path, text.encode())
            print(f"{path.relative_to(ROOT)} written")
    return status


if __name__ == "__main__":
    sys.exit(main())
