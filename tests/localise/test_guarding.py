"""Lines of the state: the search and the check of papers take the same ones for it (CARE 28)."""

from __future__ import annotations

import pytest
from support.example import ROOT
from support.real import real_content

from generator.check.content import referrals
from generator.localise.corridors import Selection, load_advisories
from generator.localise.guarding import is_state_line

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(
    ("host", "contact"),
    [("japan", "labour-standards"), ("south-korea", "labour-offices"), ("thailand", "prosecutors-trat"),
     ("thailand", "employment-permits")],
)  # fmt: skip
def test_a_line_of_the_state_is_one_for_papers_and_for_the_search(host: str, contact: str) -> None:
    content = real_content()
    of_host = content.hosts[host]
    assert referrals.is_state_line(of_host.assistance.contacts[contact], of_host)
    advisory = next(load_advisories(content, ROOT / "locales", Selection(host, "en"), ("en",)))
    assert is_state_line(advisory, advisory.contacts[contact])
