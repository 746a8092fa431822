"""Whether an error means that there is no memory left."""

from __future__ import annotations

import pytest

from generator.system.out_of_memory import is_out_of_memory


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(12, "Cannot allocate memory"),
        ImportError("libpango.so: failed to map segment from shared object"),
        RuntimeError("can't start new thread"),
        ValueError("quantization error"),
    ],
    ids=str,
)
def test_words_of_libraries_that_mean_it(error: Exception) -> None:
    assert is_out_of_memory(error)


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        RuntimeError("no"),
        ValueError("quantization"),
        KeyError(),
    ],
    ids=repr,
)
def test_other_errors_are_faults_or_full_disks(error: Exception) -> None:
    assert not is_out_of_memory(error)
