"""How fast the pages are on a bad network: Lighthouse on slow 3G with a processor six times slower.

    ROUNDS=5 .venv/bin/python benchmarks/phone.py

Overview, now, hazard, assistance, show and print in Burmese, Thai and English, each as the median of
some rounds, behind Caddy with the headers of the site, on a phone that has letters for all three. A
busy machine makes total blocking time larger, so let nothing else run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from measure import machine, number, table, verdict

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.phone import (
    LOCALES,
    MAIN,
    SLOW_3G,
    Phone,
    caddy,
    lighthouse,
)  # fmt: skip
from support.sites import build_real_site

ROUNDS = number("ROUNDS", 5)
BARS = {"score": 95, "lcp": 2400, "tbt": 100, "cls": 0.02}
_AUDITS = {
    "lcp": "largest-contentful-paint",
    "tbt": "total-blocking-time",
    "cls": "cumulative-layout-shift",
}


def main() -> None:
    """Measure every page and print the table."""
    rows = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        build_real_site(folder, papers=lambda _path: False)
        with caddy(folder) as address:
            phone = Phone(folder, address)
            rows = [_row(phone, locale, kind) for kind in MAIN for locale in LOCALES]
    machine(f"Lighthouse, slow 3G, processor 6 times slower, median of {ROUNDS} rounds.")
    table(("page", "locale", "score", "LCP", "TBT", "CLS", "KB", "bars"), rows)


def _row(phone: Phone, locale: str, kind: str) -> tuple[str, ...]:
    rounds = [_measured(phone.page(kind, locale)) for _ in range(ROUNDS)]
    print(kind or "overview", locale, rounds, file=sys.stderr)
    found = {name: median(one[name] for one in rounds) for name in rounds[0]}
    met = (
        found["score"] >= BARS["score"]
        and found["lcp"] <= BARS["lcp"]
        and found["tbt"] <= BARS["tbt"]
        and found["cls"] < BARS["cls"]
    )
    return (
        kind or "overview", locale, f"{found['score']:.0f}", f"{found['lcp'] / 1000:.2f} s",
        f"{found['tbt']:.0f} ms", f"{found['cls']:.3f}", f"{found['bytes'] / 1000:.1f}",
        verdict(met=met, alone=True),
    )  # fmt: skip


def _measured(address: str) -> dict[str, float]:
    report = lighthouse(address, "--only-categories=performance", *SLOW_3G)
    audits = report["audits"]
    found = {name: audits[audit]["numericValue"] for name, audit in _AUDITS.items()}
    found["score"] = 100 * report["categories"]["performance"]["score"]
    found["bytes"] = audits["total-byte-weight"]["numericValue"]
    return found


if __name__ == "__main__":
    main()
