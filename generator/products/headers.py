"""Step 4: scripts inside pages, the site's address → ``_headers``, ``Caddyfile``, ``nginx.conf``.

In: what is inside pages, and the site's address. Out: ``_headers`` (hosts that read such a file),
``Caddyfile`` and ``nginx.conf`` (a server of one's own), all at the site's root. For hosts that
read none of them, each page has the policy in a <meta> element. No server logs who reads
(CARE 52).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

from . import pocket
from . import report_style as staff_style
from .pages import webfonts
from .policy import Inline, policy
from .site_paths import API
from .target import Files, Target

_PRODUCT = "headers"
_YEAR = 31_536_000
_NEVER_ASKED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""What no page of ours asks of a phone, and what nobody shall ask in our name."""
_IMMUTABLE = f"public, max-age={_YEAR}, immutable"
NOBODYS_PAGES = ("_headers", "Caddyfile", "nginx.conf")
"""How the site is made and served."""
_TYPES = {
    "application/atom+xml": "atom",
    "application/json": "json",
    "application/manifest+json": "webmanifest",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/xml": "xml",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "font/ttf": "ttf",
    "font/woff": "woff",
    "font/woff2": "woff2",
    "image/png": "png",
    "image/svg+xml": "svg",
    "text/calendar": "ics",
    "text/css": "css",
    "text/csv": "csv",
    "text/html": "html",
    "text/javascript": "js",
    "text/plain": "txt gift",
    "text/vcard": "vcf",
}
"""Types by the endings of names, for nginx, whose own list lacks some of them."""
_NOT_PACKED = (
    "application/pdf",
    "application/vnd.",
    "application/zip",
    "audio/",
    "font/woff",
    "image/png",
)
"""Is compressed already."""


def inlines() -> Sequence[Inline]:
    """Return all scripts and stylesheets that are inside pages: a product adds its own here."""
    return (
        Inline("script", webfonts.script()),
        Inline("script", pocket.script()),
        Inline("style", pocket.stylesheet()),
        Inline("style", staff_style.stylesheet()),
    )


def headers() -> dict[str, dict[str, str]]:
    """Return the headers by path from the site's root; ``/*`` are those of every file.

    A path never sets a header that ``/*`` sets too: some hosts would send both.
    """
    return {
        "/*": {
            "Content-Security-Policy": policy(inlines(), header=True),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": ", ".join(f"{name}=()" for name in _NEVER_ASKED),
            "Referrer-Policy": "no-referrer",
            "Strict-Transport-Security": f"max-age={_YEAR}",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        },
        # Their names contain a hash of their content.
        "/assets/*": {"Cache-Control": _IMMUTABLE},
        # Data for other people's programs: any page may fetch it. No cookie, no key: no more.
        f"/{API}*": {"Access-Control-Allow-Origin": "*"},
        # A withdrawn number must not live on in an old worker.
        "/sw.js": {"Cache-Control": "no-cache"},
    }


def plan(site_url: str) -> list[Target]:
    """Targets of a whole site: ``_headers``, ``Caddyfile`` and ``nginx.conf``."""
    root = urlsplit(site_url).path.rstrip("/")
    files = {
        "_headers": headers_file(root),
        "Caddyfile": caddyfile(root),
        "nginx.conf": nginx_conf(root),
    }
    return [
        Target.of(path, _PRODUCT, partial(_file, path, data), data=data)
        for path, data in files.items()
    ]


def headers_file(root: str = "") -> bytes:
    """Return ``_headers`` for a site whose address ends in the path *root*.

    A host looks for the file at the root of the whole address, whatever lies below it.
    """
    lines = ["# Written by the build. Hosts that read this file send these headers."]
    for path, rows in headers().items():
        lines += [f"{root}{path}", *(f"  {name}: {value}" for name, value in rows.items())]
    return ("\n".join(lines) + "\n").encode()


def caddyfile(root: str = "") -> bytes:
    """Return a Caddyfile that serves the folder it lies in, below the path *root*.

    Address and folder come from the environment: ``SITE_ADDRESS`` and ``SITE_ROOT``.
    """
    blocks = []
    for number, (path, rows) in enumerate(headers().items()):
        name = "" if path == "/*" else f"@path{number} "
        if name:
            blocks.append(f"\t{name}path {path}\n")
        blocks.append(_header_block(name, rows))
    files = (
        "\t# A page is asked for anew each time; most answers say that it has not changed.\n"
        "\t@pages not path /assets/* /sw.js\n"
        '\theader @pages Cache-Control "no-cache"\n'
        "\t# How the site is made and served is nobody's page.\n"
        f"\t@kept path {' '.join(f'/{name}' for name in NOBODYS_PAGES)}\n"
        "\terror @kept 404\n"
        "\tencode {\n\t\tgzip 9\n\t}\n"
        "\tfile_server\n"
    )
    below = f"\thandle_path {root}/* {{\n{_indented(''.join(blocks) + files)}\t}}\n" if root else ""
    below += "\thandle {\n\t\terror 404\n\t}\n" if root else ""
    text = (
        "# Written by the build: caddy run --config Caddyfile, in the folder of the site.\n"
        "{\n"
        "\t# Nobody shall find out who has read. Faults of the server itself are still told.\n"
        "\tlog {\n\t\texclude http.log.access http.log.error\n\t}\n"
        "}\n\n"
        "{$SITE_ADDRESS::8080} {\n"
        "\troot * {$SITE_ROOT:.}\n"
        + (below or "".join(blocks) + files)
        + "\thandle_errors {\n"
        + _indented(_header_block("", headers()["/*"]))
        + '\t\theader Cache-Control "no-cache"\n'
        "\t\troot * {$SITE_ROOT:.}\n"
        "\t\trewrite * /404.html\n"
        "\t\tencode {\n\t\t\tgzip 9\n\t\t}\n"
        "\t\tfile_server\n"
        "\t}\n"
        "}\n"
    )
    return text.encode()


def nginx_conf(root: str = "") -> bytes:
    """Return what a server block of nginx includes, for a site below the path *root*.

    The block itself has the address and the folder: that of the site, or, below a path, one in
    which *root* leads to the site. nginx has no variables for either.
    """
    packed = " ".join(
        kind for kind in _TYPES if not kind.startswith(_NOT_PACKED) and kind != "text/html"
    )
    types = "".join(f"\t{kind} {endings};\n" for kind, endings in _TYPES.items())
    rows = headers()["/*"]
    hidden = "".join(
        f'location = "{root}/{name}" {{\n\treturn 404;\n}}\n' for name in NOBODYS_PAGES
    )
    text = (
        "# Written by the build: include this file in a server block of nginx.\n\n"
        "# Nobody shall find out who has read: not in the log of errors, either.\n"
        "access_log off;\nlog_not_found off;\nerror_log /dev/null emerg;\n"
        "server_tokens off;\nabsolute_redirect off;\nautoindex off;\nindex index.html;\n\n"
        f"types {{\n{types}}}\n"
        "default_type application/octet-stream;\n"
        f"charset utf-8;\ncharset_types {packed};\n"
        "gzip on;\ngzip_comp_level 9;\ngzip_min_length 600;\ngzip_vary on;\n"
        f"gzip_types {packed};\n\n"
        f'error_page 403 404 =404 "{root}/404.html";\n'
        f'location "{root}/" {{\n'
        "\t# A page is asked for anew each time; most answers say that it has not changed.\n"
        f"{_nginx_headers({**rows, 'Cache-Control': 'no-cache'})}}}\n"
        f'location "{root}/assets/" {{\n'
        f"{_nginx_headers({**rows, 'Cache-Control': _IMMUTABLE})}}}\n"
        f'location "{root}/{API}" {{\n'
        "\t# Programs of others ask for it from pages of their own.\n"
        f"{_nginx_headers({**rows, **headers()[f'/{API}*'], 'Cache-Control': 'no-cache'})}}}\n"
        "# How the site is made and served is nobody's page.\n" + hidden
    )
    return (text + ("location / {\n\treturn 404;\n}\n" if root else "")).encode()


def _nginx_headers(rows: Mapping[str, str]) -> str:
    # A location that sets one header has none of those above it, so each has all.
    return "".join(
        f"\tadd_header {name} {_quoted(value)} always;\n" for name, value in rows.items()
    )


def _header_block(name: str, rows: Mapping[str, str]) -> str:
    lines = "".join(f"\t\t{key} {_quoted(value)}\n" for key, value in rows.items())
    return f"\theader {name}{{\n{lines}\t}}\n"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _indented(text: str) -> str:
    return "".join(f"\t{line}\n" for line in text.splitlines())


def _file(path: str, data: bytes) -> Files:
    return {path: data}
