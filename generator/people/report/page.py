"""Beside step 4: the report → ``staff/index.html``, which no reader's page links to."""

from __future__ import annotations

from functools import partial

from ...cache.digests import code_digest, tree_digest
from ...paths import TEMPLATES
from ...products.html import template_environment
from ...products.policy import Inline, policy
from ...products.report_style import stylesheet
from ...products.target import Files, Target
from ...text.languages import Language, format_date, known_languages
from .pairs import language_name
from .progress import StatusReport, as_json
from .quality import ASKED_WORDS

PATH = "staff/index.html"
_TEMPLATES = TEMPLATES / "report"


def render_page(report: StatusReport, *, handles: bool) -> bytes:
    """Return *report* as HTML. *handles*: name translators and reviewers, for an internal file."""
    blocks = {language_name(row.locale): row.blocks for row in report.locales if row.blocks}
    template = template_environment(_TEMPLATES).get_template("status.html")
    page = template.render(
        report=report,
        handles=handles,
        locale_blocks=blocks,
        questions=ASKED_WORDS,
        language_name=language_name,
        style=stylesheet(),
        day=format_date(report.day, _english()),
        policy=policy([Inline("style", stylesheet())], header=False),
    )
    return page.encode()


def _english() -> Language:
    return known_languages()["en"]


def plan(report: StatusReport) -> Target:
    """Plan the page of the site. It names nobody: handles stay with those who work here."""
    return Target.of(
        PATH,
        "staff",
        partial(_make, report),
        # With its day, which stands on it: this one small page is made daily.
        data=[
            as_json(report),
            [(one.name, one.origins) for one in report.hosts],
            report.day.isoformat(),
        ],
        template=tree_digest(_TEMPLATES),
        code=code_digest(),
    )


def _make(report: StatusReport) -> Files:
    return {PATH: render_page(report, handles=False)}
