"""The report as a page: ``staff/index.html``, which no reader's page links."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..products.html import template_environment
from ..products.policy import Inline, policy
from ..target import Files, Target, code_digest, tree_digest
from .quality import ASKED_WORDS
from .report import Report, as_json
from .style import stylesheet

PATH = "staff/index.html"
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "staff"


def render_page(report: Report, *, handles: bool) -> bytes:
    """Write *report* as HTML. *handles*: name who translated and reviewed, for a file of one's own."""
    blocks = {row.locale: row.blocks for row in report.locales if row.blocks}
    template = template_environment(_TEMPLATES).get_template("status.html")
    page = template.render(
        report=report, handles=handles, locale_blocks=blocks, asked=ASKED_WORDS, style=stylesheet(),
        policy=policy([Inline("style", stylesheet())], header=False),
    )  # fmt: skip
    return page.encode()


def plan(report: Report) -> Target:
    """Plan the page of the site. It names nobody: handles stay with those who work here."""
    # Not the day itself: a page that changes daily would be made daily.
    overdue = [fact.overdue(report.day) for host in report.hosts for fact in host.oldest]
    return Target.of(
        PATH, "staff", partial(_make, report),
        data=[as_json(report), overdue], template=tree_digest(_TEMPLATES),
        code=code_digest(),
    )  # fmt: skip


def _make(report: Report) -> Files:
    return {PATH: render_page(report, handles=False)}
