"""Step 4: parts of paths below the site that several steps use. Light to load."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from urllib.parse import unquote

PAGE_FILE = "index.html"
"""The file of a page in its folder."""
OFFLINE = "offline"
"""A phone shows this page for any page that it has not kept, so its links start at the root."""


NOTICES_FILE = "notices.json"
"""The notices of a country in one language, below its folder."""
API = "api/"
"""Folder of the data for programs of others."""
FEEDS = "feeds"
"""Folder of the feeds of all countries and languages."""
STAFF = "staff"
"""Folder of the pages for those who assist, below that of their locale."""


WORDLESS = "zxx"
"""Folder of what has no language, by its tag in BCP 47: no locale, in no menu of languages."""


def wordless_base(host: str) -> str:
    """Return the folder of what *host* shows without words: ``zxx/thailand/``."""
    return f"{WORDLESS}/{host}/"


def staff_home(locale: str) -> str:
    """Return the folder of the page that lists countries for those who assist: ``my/staff/``."""
    return f"{locale}/{STAFF}/"


def staff_base(locale: str, host: str) -> str:
    """Return the folder of what those who assist in *host* read: ``my/staff/thailand/``."""
    return f"{staff_home(locale)}{host}/"


def feed_path(host: str, locale: str) -> str:
    """Return the path of what is new in a country, as a feed: ``feeds/thailand.my.atom``."""
    return f"{FEEDS}/{host}.{locale}.atom"


def all_path(locale: str, host: str) -> str:
    """Return the path of all that a country's pages say, as plain text: ``my/thailand/all.txt``."""
    return f"{locale}/{host}/all.txt"


def host_and_locale(name: str) -> tuple[str, str]:
    """Return host country and locale of the file *name*, by its folders; "" where it has none.

    >>> host_and_locale("my/thailand/now/index.html")
    ('thailand', 'my')
    >>> host_and_locale("my/staff/thailand/index.html")
    ('thailand', 'my')
    """
    locale, _, below = name.partition("/")
    return below.removeprefix(f"{STAFF}/").partition("/")[0], locale


def contacts_path(host: str, locale: str, region: str | None = None) -> str:
    """Return the path of the numbers to save on a phone: ``contacts/thailand.my.vcf``.

    Those of a region: ``contacts/thailand.my-NORTH.vcf``.
    """
    return f"contacts/{host}.{locale}{f'-{region}' if region else ''}.vcf"


def calendar_path(host: str, locale: str) -> str:
    """Return the path of the months as a calendar: ``calendar/thailand.my.ics``."""
    return f"calendar/{host}.{locale}.ics"


def index_prefix(host: str, locale: str) -> str:
    """Return how the path of a search index begins; the rest changes with its state."""
    return f"assets/search/{host}.{locale}."


def resolved(name: str, path: str) -> str:
    """Return the path from the site's root of a link in the file *name*.

    A *path* from the server's root stays as it is.
    """
    if not path:
        return name
    joined = normpath(join("/", dirname(name), unquote(path)))
    joined = joined if path.startswith("/") else joined.lstrip("/")
    return join(joined, PAGE_FILE) if is_folder(path) else joined


def is_folder(path: str) -> bool:
    """Return whether a link with *path* leads to a folder, which a server answers with its page."""
    return path.endswith(("/", "/.", "/..")) or path in (".", "..")
