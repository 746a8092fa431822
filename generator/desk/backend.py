"""Beside step 5, desk: an action of Decap's proxy protocol → its answer as JSON, and HTTP status.

The protocol is that of Decap CMS: ``{"action": …, "params": {…}}``
(packages/decap-cms-backend-proxy of its repository). All it offers beyond entries (pictures,
drafts, deleting) gets an answer in words: a fact is removed with ``advisory withdraw``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from .checking import Checker
from .entries import ClashError, Entries, SaveError, form_named
from .forms import MisfitError
from .places import NoEntryError, Place

Answer = tuple[HTTPStatus, Any]
_NO_DELETING = (
    "Nothing was deleted. People may hold papers with it: take it back with advisory withdraw, "
    "which says what to call instead."
)
_NO_PICTURES = "The desk keeps no pictures. They are in content/pictures.yaml and generator/assets."


class Backend:
    """Answers for the entries of one content folder."""

    def __init__(self, entries: Entries, checker: Checker) -> None:
        self._entries, self._checker = entries, checker
        self._actions: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
            "info": lambda _params: {
                "repo": "content",
                "publish_modes": ["simple"],
                "type": "advisory",
            },
            "entriesByFolder": self._entries_by_folder,
            "entriesByFiles": self._entries_by_files,
            "getEntry": lambda params: self._entry(params.get("path")),
            "persistEntry": self._persist,
            "getMedia": lambda _params: [],
            "getDeployPreview": lambda _params: None,
            "unpublishedEntries": lambda _params: [],
            "getNotes": lambda _params: {"notes": []},
            "problems": self._problems,
        }

    def answer(self, body: object) -> Answer:
        """Return status and answer for the parsed *body* of a request; no body makes it raise."""
        if not isinstance(body, dict) or not isinstance(body.get("params", {}), dict):
            return _error(HTTPStatus.UNPROCESSABLE_ENTITY, "That is no question to the desk.")
        name = body.get("action")
        action = self._actions.get(name) if isinstance(name, str) else None
        if action is None:
            words = "The desk does not do that."
            if name in ("deleteFile", "deleteFiles"):
                words = _NO_DELETING
            elif name in ("persistMedia", "getMediaFile"):
                words = _NO_PICTURES
            return _error(HTTPStatus.UNPROCESSABLE_ENTITY, words)
        try:
            return HTTPStatus.OK, action(body.get("params", {}))
        except NoEntryError as error:
            return _error(HTTPStatus.NOT_FOUND, str(error))
        except ClashError as error:
            return _error(HTTPStatus.CONFLICT, str(error))
        except (SaveError, MisfitError) as error:
            return _error(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))

    def _entries_by_folder(self, params: Mapping[str, Any]) -> Any:
        form = form_named(str(params.get("folder")))
        if form is None:
            raise NoEntryError("The desk has no such form.")
        return [_told(place.name, data) for place, data in self._entries.all_of(form)]

    def _entries_by_files(self, params: Mapping[str, Any]) -> Any:
        files = params.get("files")
        paths = (
            [one.get("path") for one in files if isinstance(one, dict)]
            if isinstance(files, list)
            else []
        )
        return [self._entry(path) for path in paths]

    def _entry(self, name: object) -> Any:
        place = Place.parse(name, self._entries.content)
        data = self._entries.open(place)
        self._checker.look(place)
        return _told(place.name, data)

    def _persist(self, params: Mapping[str, Any]) -> Any:
        files = params.get("dataFiles", [params.get("entry")])
        if params.get("assets") or not isinstance(files, list) or len(files) != 1:
            raise SaveError(f"Nothing was saved. {_NO_PICTURES}")
        (file,) = files
        if not isinstance(file, dict):
            raise SaveError("Nothing was saved: the form is empty.")
        place = Place.parse(file.get("path"), self._entries.content)
        if file.get("newPath") not in (None, place.name):
            raise SaveError("Nothing was saved: an entry keeps its id and its place.")
        try:
            held = json.loads(str(file["raw"]))
        except (KeyError, ValueError, RecursionError) as error:
            raise SaveError("Nothing was saved: the form could not be read.") from error
        if not isinstance(held, dict):
            raise SaveError("Nothing was saved: the form could not be read.")
        kept = self._entries.save(place, held)
        self._checker.look(place)
        return {"message": "saved", "kept": [".".join(path) for path in kept]}

    def _problems(self, params: Mapping[str, Any]) -> Any:
        return self._checker.state(Place.parse(params.get("path"), self._entries.content))


def _told(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    words = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return {"data": words, "file": {"path": name, "label": None, "id": None}}


def _error(status: HTTPStatus, words: str) -> Answer:
    return status, {"error": words}
