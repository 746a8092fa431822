"""Beside step 5, desk: a Git host and its repository → the files of a desk on a web server.

Decap CMS runs in the editor's browser and speaks to the Git host itself. It never gets our YAML:
its writer drops every comment and reads ``089`` as 89. It gets the forms as JSON on a branch of
their own (``exchange.py``), with the same fields as the desk on this machine. Source for the host's
backends: packages/decap-cms-backend-* of its repository.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from ..paths import ASSETS
from .fields import form_config

Kind = Literal["github", "gitlab", "gitea"]

_PUBLIC: Mapping[str, str] = {"github": "https://github.com", "gitlab": "https://gitlab.com"}
"""Where a host is when nobody names an address."""
_PATHS: Mapping[str, re.Pattern[str]] = {
    "github": re.compile(r"[\w.-]+/[\w.-]+", re.ASCII),
    "gitlab": re.compile(r"[\w.-]+(/[\w.-]+)+", re.ASCII),  # Groups may be nested.
    "gitea": re.compile(r"[\w.-]+/[\w.-]+", re.ASCII),
}
_BRANCH = re.compile(r"[A-Za-z0-9_][\w-]*(/[\w-]+)*", re.ASCII)
_APP = re.compile(r"[\w-]{1,200}", re.ASCII)


class HostedError(ValueError):
    """What was said of the host cannot be right; the message says what to type."""


@dataclass(frozen=True)
class GitHost:
    """Where editors sign in, and where the forms are."""

    kind: Kind
    repository: str
    """OWNER/NAME"""
    branch: str
    """Of the forms; never the branch of the content."""
    address: str = ""
    """Of the host; empty = the public one."""
    sign_in: str = ""
    """GitHub only: the server that hands a key to the browser."""
    app: str = ""
    """GitLab and Gitea: the public id of the application that was registered there."""

    def __post_init__(self) -> None:
        if not _PATHS[self.kind].fullmatch(self.repository):
            raise HostedError(f'--repo "{self.repository}" is no repository. Type OWNER/NAME.')
        if not _BRANCH.fullmatch(self.branch):
            raise HostedError(f'--branch "{self.branch}" is no branch. Type a name such as forms.')
        if self.branch in ("main", "master"):
            raise HostedError(
                f'--branch "{self.branch}" is where the content is. Forms need a branch of their '
                "own, such as forms."
            )
        if not self._origin:
            raise HostedError("--host is missing: the address of your Gitea, https://….")
        for name, address in (("--host", self._origin), ("--sign-in", self.sign_in)):
            if address and not _is_origin(address):
                raise HostedError(
                    f'{name} "{address}" is no address of a server. Type https:// and its name, '
                    "and nothing behind it."
                )
        if self.kind == "github" and not self.sign_in:
            raise HostedError(
                "--sign-in is missing: GitHub gives its key to a server of yours only, never to a "
                "browser. Without it Decap CMS would ask a company. See "
                "docs/how-to/edit-by-form.md."
            )
        if self.kind != "github" and not _APP.fullmatch(self.app):
            raise HostedError(
                "--app-id is missing: register an application at the host, and type its id. It is "
                "no secret."
            )

    @property
    def _origin(self) -> str:
        return (self.address or _PUBLIC.get(self.kind, "")).rstrip("/")

    @property
    def api(self) -> str:
        """Address of the host's interface for programs."""
        if self.kind == "gitlab":
            return f"{self._origin}/api/v4"
        if self.kind == "gitea":
            return f"{self._origin}/api/v1"
        return "https://api.github.com" if not self.address else f"{self._origin}/api/v3"

    @property
    def origins(self) -> list[str]:
        """All servers that the browser of an editor speaks to, beside the one of the desk."""
        parts = urlsplit(self.api)
        return list(dict.fromkeys([f"{parts.scheme}://{parts.netloc}", *self._token_server]))

    @property
    def _token_server(self) -> list[str]:
        # GitHub's key comes from a window of its own; the others are asked by the page.
        return [] if self.kind == "github" else [self._origin]

    @property
    def has_drafts(self) -> bool:
        """Return whether each save becomes a proposal; for Gitea, Decap has no such workflow."""
        return self.kind != "gitea"

    @property
    def backend(self) -> dict[str, Any]:
        """What Decap CMS is told of it."""
        told: dict[str, Any] = {
            "name": self.kind,
            "repo": self.repository,
            "branch": self.branch,
            "api_root": self.api,
        }
        if self.kind == "github":
            return told | {
                "base_url": self.sign_in.rstrip("/"),
                "auth_endpoint": "auth",
                "squash_merges": True,
            }
        told |= {"base_url": self._origin, "app_id": self.app}
        if self.kind == "gitlab":
            told |= {"auth_type": "pkce", "auth_endpoint": "oauth/authorize", "squash_merges": True}
        return told


def _is_origin(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    named = re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]+)?", parts.netloc, re.ASCII)
    return (
        parts.scheme == "https"
        and named is not None
        and not any((parts.path.strip("/"), parts.query, parts.fragment))
    )


def hosted_config(host: GitHost, content: Path) -> dict[str, Any]:
    """Return the configuration of Decap CMS for forms of *content* at *host*."""
    # A list of sources to choose from would be a question to the host for each of them.
    config = form_config(host.backend, content, offers=False)
    del config["load_config_file"]  # It is the file itself.
    # The checks do not run there: the pane beside the form would only repeat the form.
    return config | {
        "publish_mode": "editorial_workflow" if host.has_drafts else "simple",
        "editor": {"preview": False},
    }


def hosted_files(host: GitHost, content: Path, script: bytes) -> dict[str, bytes]:
    """Return all files of the desk by name, with *script* of Decap CMS, pinned by its hash."""
    page = (ASSETS / "desk" / "hosted.html").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha384(script).digest()).decode()
    page = page.replace("SERVERS", " ".join(host.origins)).replace("DIGEST", digest)
    # JSON is YAML, and no pattern in it needs a second kind of quotes.
    config = json.dumps(hosted_config(host, content), ensure_ascii=False, indent=2)
    first = (
        "# Written by advisory desk --config. Another country or another release: write it again.\n"
    )
    return {
        "index.html": page.encode(),
        "config.yml": f"{first}{config}\n".encode(),
        "decap-cms.js": script,
    }
