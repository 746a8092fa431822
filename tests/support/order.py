"""A plugin of pytest: marks who needs our whole content as a site, and lets files that take long begin.

Files are handed to processes one by one (``--dist loadfile --no-loadscope-reorder``): a long file that
began last would keep one process busy while the others had nothing left to do.
"""

from __future__ import annotations

from collections import Counter

import pytest

SITES = {"real_site": "slow", "printed_site": "long"}
"""Fixtures that build our whole content, and the mark of a test that asks for one."""
MEANWHILE = 4
"""How many long files other processes do while the site is built: about two minutes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    slow: Counter[object] = Counter()
    with_site: set[object] = set()
    for item in items:
        for fixture in SITES.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(SITES[fixture])
            with_site.add(item.path)
        slow[item.path] += item.get_closest_marker("slow") is not None
    items.sort(key=lambda item: (item.path not in with_site, -slow[item.path]))
    files = list(dict.fromkeys(item.path for item in items))
    sited = sum(path in with_site for path in files)
    # The first of them builds the site: who asks for it meanwhile does nothing but wait.
    order = [*files[:1], *files[sited : sited + MEANWHILE], *files[1:sited], *files[sited:]]
    place = {path: number for number, path in reversed([*enumerate(order)])}
    items.sort(key=lambda item: place[item.path])
