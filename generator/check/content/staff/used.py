"""Step 2: unused roles and sources of files for those who assist, ids with two meanings → problems.

Rules ``staff-unused``, ``unused-source`` (in files of a host country) and ``source-twice``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ....load import Content, Host, LoadedFile
from ....load.staff import is_staff_file, own_sources
from ....model import Source
from ....model.marks import ids_named
from ....model.staff_words import Roles
from ....model.walk import walk_models
from ....problems import Problem
from ...every import check
from ...walk import Options
from ..facts import cited_by


@check
def check_staff_used(content: Content, _options: Options) -> Iterator[Problem]:
    """Each role has something to do in a procedure or in the plan."""
    used: set[str] = set()
    for file in _staff_files(content):
        for visit in walk_models(file.model, file.context):
            used.update(named.id for named in ids_named(visit.model, "role"))
    for file, roles in content.of_kind(Roles):
        for key in roles.roles.keys() - used:
            yield file.problem(
                (*file.context, "roles", key),
                "staff-unused",
                f'no procedure and no plan uses the role "{key}"',
                "Give it something to do, or remove it.",
                level="warning",
                key=True,
            )


@check
def check_staff_sources(content: Content, _options: Options) -> Iterator[Problem]:
    """Each source of a file for those who assist is cited by one of them."""
    files = list(_staff_files(content))
    cited: set[str] = set()
    for file in files:
        for visit in walk_models(file.model, file.context):
            cited.update(cited_by(visit.model))
    for file in files:
        for key in own_sources(file.model).keys() - cited:
            path = (*file.context, "sources", key)
            if file.name.startswith("hosts/"):
                yield file.problem(
                    path,
                    "unused-source",
                    "this source is unused: no fact cites it",
                    "Cite it in its fact, or remove it.",
                    level="warning",
                    key=True,
                )
            else:
                yield file.problem(
                    path,
                    "staff-unused",
                    f'no text for those who assist cites the source "{key}"',
                    "Cite it in its text, or remove it.",
                    level="warning",
                    key=True,
                )


@check
def check_source_twice(content: Content, _options: Options) -> Iterator[Problem]:
    """An id of a source means one source, wherever those who assist may meet it."""
    for host in (None, *content.hosts.values()):
        first: dict[str, tuple[str, Source]] = {}
        for file, sources in _shelves(content, host):
            for key, source in sources.items():
                shown, other = first.setdefault(key, (file.shown, source))
                if is_staff_file(file.name) and not _is_same(source, other):
                    yield file.problem(
                        (*file.context, "sources", key),
                        "source-twice",
                        f'the id "{key}" means another source in {shown}',
                        "Give this source an id of its own, or write the same in both.",
                        key=True,
                    )


def _shelves(
    content: Content, host: Host | None
) -> Iterator[tuple[LoadedFile, Mapping[str, Source]]]:
    """Yield the files whose sources may be cited there, those for all readers first."""
    if host is not None:
        for slug, origin in content.origins.items():
            if host.slug in origin.corridors:
                yield content.files[f"origins/{slug}.yaml"], origin.sources
        if host.has("sources"):
            yield host.files["sources"], host.sources.sources
    for file in _staff_files(content):
        if file.name.startswith("staff/") or (host and file.name.split("/")[1] == host.slug):
            yield file, own_sources(file.model)


def _is_same(source: Source, other: Source) -> bool:
    """Return whether both were read in the same place; each text may say of it what it needs."""
    if source.url or other.url:
        return bool(set(source.url) & set(other.url))
    return source.where == other.where


def _staff_files(content: Content) -> Iterator[LoadedFile]:
    return (file for file in content.files.values() if is_staff_file(file.name))
