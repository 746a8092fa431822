#!/bin/sh
# Make .venv-rpft: rpft, which a long test reads our flows with, beside our own environment.
# Looks first whether it is there; a second call does nothing.
set -eu
cd "$(dirname "$0")/.."

venv=.venv-rpft
lock=requirements/rpft.txt
wanted="$(sha256sum "$lock" | cut -c1-16) $(pwd -P)"
if [ "$(cat "$venv/.set-up" 2>/dev/null || true)" = "$wanted" ]; then exit 0; fi

unset VIRTUAL_ENV CONDA_PREFIX PYTHONPATH PYTHONHOME
export PIP_DISABLE_PIP_VERSION_CHECK=1
echo "setup: installing rpft in $venv"
mkdir -p .cache
rm -f "$venv/.set-up"
python3 -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --require-hashes -r "$lock"
echo "$wanted" >"$venv/.set-up"
