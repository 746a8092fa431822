"""What a frightened reader needs is a few taps away, in every language of every host country."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.each import each
from support.example import ROOT
from support.real import real_content

from generator.localise.corridors import Selection, load_advisories
from generator.people.needs.answered import MOST_TAPS_LIFE, most_taps
from generator.people.needs.lines import measured_lines
from generator.people.needs.taps import read_taps

pytestmark = [pytest.mark.slow]

HOSTS = sorted(path.name for path in (ROOT / "content" / "hosts").iterdir() if path.is_dir())


@pytest.mark.parametrize("host", HOSTS)
def test_no_line_is_more_taps_away_than_its_stake_allows(real_site: Path, host: str) -> None:
    far = []
    for advisory in each(load_advisories(real_content(), ROOT / "locales", Selection(host))):
        if not (real_site / advisory.locale / host).is_dir():
            continue
        taps = read_taps(real_site, advisory.locale, host)
        for line in each(measured_lines(advisory)):
            away = taps.of_words(line.words)
            if away is None or away > most_taps(life=line.life):
                far.append((advisory.locale, line.id, away))
    assert far == []


@pytest.mark.parametrize("host", HOSTS)
def test_no_life_hangs_on_the_search(real_site: Path, host: str) -> None:
    # A phone without scripts has none, and nobody in the water types.
    far = []
    for advisory in each(load_advisories(real_content(), ROOT / "locales", Selection(host))):
        if not (real_site / advisory.locale / host).is_dir():
            continue
        taps = read_taps(real_site, advisory.locale, host)
        far += [
            (advisory.locale, line.id)
            for line in measured_lines(advisory)
            if line.life and ((away := taps.by_links(line.words)) is None or away > MOST_TAPS_LIFE)
        ]
    assert far == []
