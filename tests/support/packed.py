"""A small site of the made-up country, with all that a package takes from it, and a Firefox to open packages in."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.build.site_folder import Summary
from generator.build.sums import SUMS, write_sums
from generator.localise.advisory import Advisory
from generator.model.leaflet import Leaflet
from generator.products import without_staff
from generator.products.channels import all_text, contacts, messages
from generator.products.pages import PageSets
from generator.products.paper.names import papers_of
from generator.products.pocket import plan as plan_pockets
from generator.products.target import Target
from support.build import write_targets
from support.example import ROOT
from support.pages import plan_site

PAPER = b"%PDF-1.7\n%%EOF\n"
"""Stands where a paper would stand."""
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")


@dataclass(frozen=True)
class Site:
    """What is packed, and of what it was built."""

    folder: Path
    advisories: Sequence[Advisory]
    formats: dict[str, Leaflet]


def write_packable(
    folder: Path,
    advisories: Sequence[Advisory],
    formats: dict[str, Leaflet],
    *,
    pages: bool = False,
) -> Site:
    """Write a site of *advisories* that has what packages take; with *pages* all its pages, too."""
    bare = [without_staff(one) for one in advisories]
    targets: list[Target] = [
        *plan_pockets(bare, sets=PageSets(formats)),
        *all_text.plan(bare),
        *contacts.plan(bare),
        *messages.plan(bare, allow_draft=False),
    ]
    if pages:
        there = {target.path for target in targets}
        targets += [one for one in plan_site(bare) if one.path not in there]
    write_targets(folder, targets)
    for advisory in bare:
        for paper in papers_of(advisory, formats, [one.locale for one in bare]):
            path = folder / paper.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(PAPER)
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    pairs = frozenset((one.host, one.locale) for one in bare)
    digests = {target.path: target.digest for target in targets}
    summary = Summary(digests, pairs, files=frozenset(names))
    (folder / "build.json").write_bytes(summary.as_bytes())
    (folder / SUMS).write_bytes(write_sums({}))
    return Site(folder, advisories, formats)


_OPEN = """
import puppeteer from 'puppeteer-core';
import { readFileSync } from 'fs';
const { program, scripts, pages } = JSON.parse(readFileSync(0, 'utf8'));
const browser = await puppeteer.launch({ browser: 'firefox', executablePath: program, headless: true,
  extraPrefsFirefox: { 'javascript.enabled': scripts, 'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': 9, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': 9 } });
const seen = [];
for (const address of pages) {
  const page = await browser.newPage();
  await page.goto(address);
  const shown = await page.evaluate(() => document.body.innerText);
  // As somebody without a mouse does: to the first link, and on.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (let tries = 0; page.url() === address && tries < 100; tries++) await new Promise((r) => setTimeout(r, 50));
  const next = await page.evaluate(() => document.body.innerText);
  seen.push({ shown, to: page.url(), next });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(seen));
"""


def opened_in_firefox(pages: Sequence[str], *, scripts: bool) -> list[dict[str, Any]]:
    """Open each address in Firefox without a network and follow its first link: what was there, and where it led."""
    asked = {"program": FIREFOX, "scripts": scripts, "pages": list(pages)}
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _OPEN], cwd=ROOT, input=json.dumps(asked).encode(),
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    seen: list[dict[str, Any]] = json.loads(done.stdout)
    return seen
