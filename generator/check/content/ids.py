"""Step 2: ids that a mark of their field names → problems where nothing has them.

Rule ``dangling-reference``. An id whose type is one of model/marks.py is looked up here; what only
a rule can tell, for example a step of the procedure that is named beside it, in ``references``,
``cross_references`` and ``staff/``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from ...load import Content, Host
from ...load import staff as loaded
from ...load.layers import is_of_library
from ...model.marks import ids_named
from ...model.spoken import SpokenLanguage
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places
from .references import dangling
from .staff.named import consents_in, forms_in, procedures_in, roles_in, rules_in, unless_unread


@check
def check_ids(content: Content, _options: Options) -> Iterator[Problem]:
    """Each id that a mark names is one of those that there are."""
    for place in places(content):
        for named in ids_named(place.visit.model):
            ids = ids_of(content, place, named.what)
            if ids is not None and named.id not in ids:
                yield dangling(place, named.keys, named.what, named.id, ids, key=named.is_key)


def ids_of(content: Content, place: ContentPlace, what: str) -> Collection[str] | None:
    """Return the ids that *place* may name of *what*.

    None where the file that has them could not be read: it is reported by itself.
    """
    match what:
        case "source":
            return place.sources
        case "origin country":
            # The library has all our origin countries; a site of one's own has some.
            spoken = isinstance(place.visit.model, SpokenLanguage)
            is_none_of_ours = spoken and is_of_library(place.file.shown)
            return None if is_none_of_ours else content.slugs("origins")
        case "host country":
            return content.known_hosts
        case "contact" | "rule" | "region" | "agency":
            return None if place.host is None else _of_host(place.host, what)
        case _:
            return _OF_STAFF[what](content)


def _of_host(host: Host, what: str) -> Collection[str] | None:
    match what:
        case "contact" if host.has("assistance"):
            return host.assistance.contacts
        case "rule" if host.has("assistance"):
            return host.assistance.rules
        case "region" if host.has("country"):
            return host.country.regions
        case "agency" if host.has("staff/agencies"):
            return loaded.agencies(host)
    return None


_OF_STAFF: Mapping[str, Callable[[Content], Collection[str] | None]] = {
    "case": lambda content: unless_unread(content, "refer", loaded.cases(content)),
    "consent": consents_in,
    "course": lambda content: content.slugs("staff/courses"),
    "form": forms_in,
    "procedure": procedures_in,
    "role": roles_in,
    "rule of conduct": rules_in,
    "service": lambda content: unless_unread(content, "services", loaded.services(content)),
}
