"""Files that are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.whole_file import sealed, unsealed, write_whole


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "file"
    write_whole(path, b"old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == ["file"]


def test_a_spoilt_byte_breaks_the_seal() -> None:
    raw = sealed(b"one\ntwo")
    assert unsealed(raw) == b"one\ntwo"
    for at in range(len(raw)):
        assert unsealed(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]) is None
    assert unsealed(raw[:-1]) is None
