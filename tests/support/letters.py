"""A phone that has few letters: one Latin font, and those that a test names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from generator.text.fonts import FONTS_FOLDER
from support.phone import CHROMIUM


@contextmanager
def phone_with(
    browser: Browser, folder: Path, *letters: Path, scripts: bool = True
) -> Iterator[Page]:
    """A page on a phone that has one Latin font, *letters*, and no other font."""
    own = folder / "fonts"
    own.mkdir()
    for font in (FONTS_FOLDER / "noto-sans" / "NotoSans-400.ttf", *letters):
        (own / font.name).symlink_to(font)
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{own}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    chromium = browser.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=list(CHROMIUM),
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
    )
    yield chromium.new_context(java_script_enabled=scripts).new_page()
    chromium.close()
