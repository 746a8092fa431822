"""Command line: words typed → calls of the steps, printed results and an exit code.

Findings go to stdout, progress to stderr. Exit 0 clean, 1 problems found, 2 wrong usage;
``outermost`` handles all other ends.
"""

from __future__ import annotations

import click

from .. import __version__
from .lazy import LazyGroup
from .outermost import Commands

MODULES = {
    "alerts": "alerts",
    "build": "build",
    "cache": "cache",
    "calls": "report",
    "campaign": "campaign",
    "changes": "changes",
    "channels": "channels",
    "check": "check",
    "desk": "desk",
    "drill": "staff",
    "editions": "papers",
    "facts": "facts",
    "fit": "fit",
    "flow": "flow",
    "leaflet": "leaflet",
    "notice": "notice",
    "package": "package",
    "pictures": "pictures",
    "plan": "staff",
    "posters": "posters",
    "preview": "preview",
    "recordings": "recordings",
    "report": "donor",
    "reviewed": "reviewed",
    "say": "say",
    "schema": "check",
    "serve": "serve",
    "sources": "sources",
    "staff": "staff_new",
    "status": "report",
    "translations": "translations",
    "upgrade": "new_site",
    "verify": "verify",
    "whatnow": "whatnow",
    "where": "where",
    "withdraw": "withdraw",
    "zawgyi": "words",
}
"""The module of each command: it is imported when the command is called."""
NEW = {
    "hazard": "new_origin:new_hazard",
    "host": "new_country:new_host",
    "locale": "words:new_locale",
    "origin": "new_origin:new_origin",
    "site": "new_site:new_site",
}


@click.group(cls=Commands, places=MODULES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="advisory")
def main() -> None:
    """Check content, build the site and its leaflets."""


@main.group(cls=LazyGroup, places=NEW)
def new() -> None:
    """Begin something: a language, a country, a hazard, a site of your own."""
