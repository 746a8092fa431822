"""Beside step 4: the report → ``staff/index.html``, which no reader's page links to."""

from __future__ import annotations

from functools import partial

from ...cache.digests import code_digest, tree_digest
from ...paths import TEMPLATES
from ...products.html import template_environment
from ...products.policy import Inline, policy
from ...products.report_style import stylesheet
from ...products.target import Files, Target
from .progress import StatusReport, as_json
from .quality import ASKED_WORDS

PATH = "staff/index.html"
_TEMPLATES = TEMPLATES / "report"


def render_page(report: StatusReport, *, handles: bool) -> bytes:
    """Write *report* as HTML. *handles*: name who translated and reviewed, for a file of one's own."""
    blocks = {row.locale: row.blocks for row in report.locales if row.blocks}
    template = template_environment(_TEMPLATES).get_template("status.html")
    page = template.render(
        report=report, handles=handles, locale_blocks=blocks, questions=ASKED_WORDS, style=stylesheet(),
        policy=policy([Inline("style", stylesheet())], header=False),
    )  # fmt: skip
    return page.encode()


def plan(report: StatusReport) -> Target:
    """Plan the page of the site. It names nobody: handles stay with those who work here."""
    # Not the day itself: a page that changes daily would be made daily.
    overdue = [fact.overdue(report.day) for host in report.hosts for fact in host.oldest]
    return Target.of(
        PATH, "staff", partial(_make, report),
        data=[as_json(report), overdue], template=tree_digest(_TEMPLATES),
        code=code_digest(),
    )  # fmt: skip


def _make(report: StatusReport) -> Files:
    return {PATH: render_page(report, handles=False)}
