"""What the writer of PDFs works out only once: the same bytes, in less."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pydyf
import pytest

from generator.products.paper.layout.styles import leaflet_css
from generator.products.paper.pdf import engine
from generator.products.paper.pdf.engine import Press

PAGES = 12
HTML = "<html lang=en><title>Flood</title><body>" + "".join(
    f'<h2 style="break-before: page">Go up {n}</h2><p>Leave <b>before</b> the water comes.</p>'
    for n in range(PAGES)
)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which streams are compressed, and when pages are listed."""
    made: list[str] = []
    compressobj, listed = pydyf.zlib.compressobj, pydyf.PDF.page_references

    def compress(**how: int):
        made.append("compressed")
        return compressobj(**how)

    def list_pages(pdf: pydyf.PDF):
        made.append("listed")
        return listed.fget(pdf)

    monkeypatch.setattr(pydyf.zlib, "compressobj", compress)
    monkeypatch.setattr(pydyf.PDF, "page_references", property(list_pages))
    return made


def written() -> bytes:
    return Press(leaflet_css(("en",)), {}).lay_out(HTML, "en").write()


def test_once_or_again_and_again_the_bytes_are_the_same(
    monkeypatch: pytest.MonkeyPatch, calls: list[str]
):
    once = written()
    few = {what: calls.count(what) for what in ("compressed", "listed")}
    calls.clear()
    monkeypatch.setattr(engine, "compress_once", lambda _pdf: None)
    monkeypatch.setattr(engine, "pages_listed_once", nullcontext)
    assert written() == once
    assert few["listed"] == 1 < calls.count("listed")
    # All but the two that the file ends with.
    saved = calls.count("compressed") - few["compressed"]
    assert saved == once.count(b"/FlateDecode") - 2 > PAGES


def test_what_was_replaced_for_the_writing_is_put_back_even_when_it_fails(
    monkeypatch: pytest.MonkeyPatch,
):
    before = pydyf.PDF.page_references
    monkeypatch.setattr(engine, "finish", lambda *_of: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written()
    assert pydyf.PDF.page_references is before


def test_rules_and_fonts_are_read_once_for_papers_of_one_kind():
    css = leaflet_css(("en",))
    one, other = Press(css, {}), Press(css, {"qr.svg": b"<svg/>"})
    assert one._styles is other._styles
    assert Press(css, {}, mono=True)._styles is not one._styles


TWO_LANGUAGES = leaflet_css(("es", "my"))
IN_TWO = (
    '<html lang="es"><title>Agua</title><body><h2 lang="my">ရေကြီး</h2><p>Salga antes del agua.</p>'
)


def lay_out_in_a_copy(connection: Connection) -> None:
    connection.send(Press(TWO_LANGUAGES, {}).lay_out(IN_TWO, "es").write())
    engine._STYLE_SHEETS._read.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="copies of processes are made on Linux alone")
def test_a_copy_of_a_process_reads_its_own_and_deletes_nothing_of_ours():
    """With the fonts of the process it was copied from, which nobody used yet, it would wait for ever."""
    engine._STYLE_SHEETS._read, engine._STYLE_SHEETS._process = engine._read, 0
    folder = Path(engine._STYLE_SHEETS.of(TWO_LANGUAGES, mono=False)[0]._folder)
    context = get_context("fork")
    ours, theirs = context.Pipe()
    copy = context.Process(target=lay_out_in_a_copy, args=(theirs,), daemon=True)
    copy.start()
    try:
        assert ours.poll(30), "the copy waits for ever"
        made = ours.recv()
        copy.join(10)
    finally:
        copy.kill()
    assert folder.is_dir()
    assert Press(TWO_LANGUAGES, {}).lay_out(IN_TWO, "es").write() == made
