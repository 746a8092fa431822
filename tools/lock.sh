#!/bin/sh
# Write the lock files anew from pyproject.toml, requirements/setup.in and package.json.
# Versions stay as they are unless something asks for others; --upgrade takes the newest.
set -eu
cd "$(dirname "$0")/.."

compile() {
    # One file for all: Python 3.11 and newer, and no address of the place it was made with.
    UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" "$@"
}

compile "$@" requirements/setup.in -o requirements/setup.txt
compile "$@" pyproject.toml -o requirements/run.txt
# The tests must run with exactly the versions that the build runs with.
compile "$@" pyproject.toml --group test -c requirements/run.txt -o requirements/test.txt
# In an environment of its own: it wants an older Jinja than we do.
compile "$@" requirements/rpft.in -o requirements/rpft.txt

if command -v npm >/dev/null; then
    npm install --package-lock-only --ignore-scripts --no-audit --no-fund --silent
    # tools/desk/package-lock.json is not among them: it names one package without what that asks for, since the one
    # script in it holds all of it. A newer Decap CMS: docs/how-to/edit-by-form.md.
else
    echo "lock: no npm here, so package-lock.json stays as it is" >&2
fi
