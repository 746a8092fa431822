"""Faults of PO files that their reader would pass over: each is named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.po.catalog import load_catalog
from generator.po.syntax import UnreadablePoError, check_po

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ONE = 'msgctxt "a"\nmsgid "Run."\nmsgstr "ပြေးပါ"\n'


@pytest.mark.parametrize(
    ("data", "line", "told"),
    [
        (
            (HEAD + ONE.removesuffix('msgstr "ပြေးပါ"\n')).encode(),
            5,
            "ends in the middle of this message",
        ),
        ((HEAD + ONE).encode()[:-4], 7, "quote|UTF-8"),
        ((HEAD + ONE).encode()[:-6], 7, "UTF-8"),
        ((HEAD + 'msgctxt "a"\n').encode(), 5, "ends in the middle of this message"),
        (
            (HEAD + 'msgctxt "a"\nmsgid "x"\n' + ONE).encode(),
            5,
            "ends in the middle of this message",
        ),
        ((HEAD + ONE + "\n" + ONE).encode(), 9, r"is there twice \(first in line 5\)"),
        ((HEAD + ONE + '\nmsgctxt "a"\nmsgid "Go."\nmsgstr ""\n').encode(), 9, "is there twice"),
        (HEAD.replace("UTF-8", "ISO-8859-1").encode() + ONE.encode(), 1, "charset=ISO-8859-1"),
        (HEAD.replace("UTF-8", "CHARSET").encode() + ONE.encode(), 1, "charset=CHARSET"),
        (HEAD.encode() + 'msgctxt "a"\nmsgid "x"\nmsgstr "น้ำ"\n'.encode("cp874"), 7, "UTF-8"),
        (b"\xef\xbb\xbf" + (HEAD + ONE).encode(), 1, "byte order mark"),
    ],
)
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_fault_is_named_by_its_line(data: bytes, line: int, told: str, ending: bytes) -> None:
    with pytest.raises(UnreadablePoError, match=told) as caught:
        check_po(data.replace(b"\n", ending))
    assert caught.value.line == line


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_good_file_passes_with_any_line_ends(ending: str, tmp_path: Path) -> None:
    text = HEAD + ONE + "\n#~ " + ONE.replace("\n", "\n#~ ").removesuffix("\n#~ ") + "\n"
    path = tmp_path / "x.po"
    path.write_bytes(text.replace("\n", ending).encode())
    check_po(path.read_bytes())
    assert load_catalog(path, "my").entries["a"].msgstr == "ပြေးပါ"


def test_a_wrong_charset_would_have_changed_every_letter(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(HEAD.replace("UTF-8", "ISO-8859-1") + ONE, "utf-8")
    with pytest.raises(UnreadablePoError):
        load_catalog(path, "my")
