#!/bin/sh
# Bring a machine to the point where `make site`, `make quick` or `make test` can work.
#
#   tools/setup.sh site    what a build needs
#   tools/setup.sh quick   the same, and what the fast tests need: no browser, web server or Java
#   tools/setup.sh test    the same, and what all tests need
#   tools/setup.sh desk    the forms of the editors' desk, and nothing else
#
# Every step looks first whether it is needed, so that a second call does nothing.
set -eu

level=${1:-}
case $level in
    site | quick | test | desk) ;;
    *) echo "usage: tools/setup.sh site|quick|test|desk" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."

log=$(pwd)/.cache/setup.log
mkdir -p .cache
: >>"$log"

say() { echo "setup: $*"; }
fail() { echo "setup: $*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# What a step prints goes to the log and is shown only when the step fails.
quietly() {
    if "$@" >"$log" 2>&1; then return 0; fi
    tail -n 30 "$log" >&2
    return 1
}

# Two calls at once must not write into one environment.
if have flock; then
    exec 9>.cache/setup.lock
    flock 9
fi

# --- the forms of the editors' desk ------------------------------------------------------------

if [ "$level" = desk ]; then
    stamp=tools/desk/node_modules/.set-up
    wanted=$(cat tools/desk/package.json tools/desk/package-lock.json | sha256sum | cut -c1-16)
    if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
        have npm || fail "npm is missing. Install it (Debian: apt-get install npm), then run: make desk"
        say "installing Decap CMS"
        (cd tools/desk && quietly npm ci --ignore-scripts --no-audit --no-fund) ||
            fail "Decap CMS could not be installed. Is there a network?"
        echo "$wanted" >"$stamp"
    fi
    exit 0
fi

# --- Python ---------------------------------------------------------------------------------

have python3 || fail "python3 is missing. Install Python 3.11 or newer."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$(python3 --version) is too old. Python 3.11 or newer is needed."

# --- Debian packages ------------------------------------------------------------------------

missing=

installed() {
    case $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) in
        installed*) return 0 ;;
        *) return 1 ;;
    esac
}
need_package() { installed "$1" || missing="$missing $1"; }
# A program may also have come from elsewhere: the command counts, not the package.
need_command() { have "$1" || missing="$missing $2"; }

if have dpkg-query && have apt-get; then
    python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
    need_package libpango-1.0-0     # WeasyPrint loads these three at run time
    need_package libpangoft2-1.0-0
    need_package libharfbuzz-subset0
    if [ "$level" != site ]; then
        need_package ca-certificates # Debian's node trusts only the system's certificates
        need_command pdftotext poppler-utils
        need_command msgfmt gettext
        need_command node nodejs
        need_command npm npm
    fi
    if [ "$level" = test ]; then
        need_command chromium chromium
        need_command caddy caddy # serves the site as the web does: compressed, with our headers
        [ -x /usr/sbin/nginx ] || need_command nginx nginx # the other server that the build writes a file for
        need_command rsync rsync # sends a site to a server
        need_package fonts-noto-core # the letters that readers' phones have
        need_command uconv icu-devtools
        need_command java default-jre-headless
        need_command qpdf qpdf
        need_command omegat omegat # a translator's tool that our files must survive
        # ffmpeg and espeak-ng, with which the recording of voices is tried, are 60 MB: their test says so when it skips.
    fi
else
    say "this is neither Debian nor Ubuntu: Pango and HarfBuzz must be there already"
    [ "$level" = site ] || say "and so must poppler, gettext, node and npm"
    [ "$level" != test ] || say "and chromium, caddy, nginx, rsync, Noto fonts, uconv, java, qpdf and omegat"
fi

if [ -n "$missing" ]; then
    line="apt-get install -y --no-install-recommends$missing"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        # sudo may ask for a password, but only where somebody can answer.
        if have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root=sudo
        else
            echo "setup: Debian packages are missing, and only root can install them. As root, run:" >&2
            echo "  apt-get update && $line" >&2
            exit 1
        fi
    fi
    say "installing Debian packages:$missing"
    # The package lists of a fresh machine are empty or old.
    if ! quietly $as_root apt-get -qq update ||
        ! quietly $as_root env DEBIAN_FRONTEND=noninteractive $line; then
        echo "setup: that did not work (see above). To try by hand, as root:" >&2
        echo "  apt-get update && $line" >&2
        exit 1
    fi
fi

# --- Python packages ------------------------------------------------------------------------

venv=.venv
stamp=$venv/.set-up
py=$venv/bin/python

# The environment holds absolute paths, so a tree that was moved needs a new one.
here=$(pwd -P)
# What the test set holds includes what a build needs: never take away from it.
case $level in site) want=site ;; *) want=test ;; esac
if [ -f "$stamp" ] && grep -q '^test ' "$stamp"; then want=test; fi
case $want in site) set=run ;; test) set=test ;; esac
# Of pyproject.toml only what is installed counts, not the settings of the tools further down.
wanted="$want $(sed '/^\[tool\./,$d' pyproject.toml |
    cat - requirements/setup.txt requirements/$set.txt | sha256sum | cut -c1-16) $here"

if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ] || ! "$py" -c '' 2>/dev/null; then
    # Our own lock decides what is installed, not the settings of the person who calls.
    unset VIRTUAL_ENV CONDA_PREFIX PYTHONPATH PYTHONHOME
    export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

    if ! grep -qF " $here" "$stamp" 2>/dev/null ||
        ! "$py" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "making a Python environment in $venv"
        # A link leads into another tree's environment, which --clear would empty.
        [ ! -L "$venv" ] || rm "$venv"
        quietly python3 -m venv --clear "$venv" || fail "the environment could not be made."
    fi
    rm -f "$stamp"
    say "installing Python packages"
    { quietly "$py" -m pip install --require-hashes -r requirements/setup.txt &&
        quietly "$venv/bin/uv" pip sync --python "$py" --require-hashes \
            requirements/setup.txt "requirements/$set.txt" &&
        quietly "$venv/bin/uv" pip install --python "$py" --no-deps --no-build-isolation -e .
    } || fail "the Python packages could not be installed. Is there a network?"
    echo "$wanted" >"$stamp"
fi

[ "$level" != site ] || exit 0

# --- npm packages: the checkers of HTML and accessibility -----------------------------------

stamp=node_modules/.set-up
wanted=$(cat package.json package-lock.json | sha256sum | cut -c1-16)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
    say "installing npm packages"
    # No script of theirs runs: the packages are data and one jar.
    quietly npm ci --ignore-scripts --no-audit --no-fund ||
        fail "the npm packages could not be installed. Is there a network?"
    echo "$wanted" >"$stamp"
fi
