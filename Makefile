# One command each for what people do here; `make` alone lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help

BIN := .venv/bin
ADVISORY := $(BIN)/advisory
# Tests that run side by side.
JOBS ?= 2
# What `make bench` runs, in order: BENCH=build for one of them.
BENCH ?= build growth serve parallel race phone fuzz
# One file of tests after the other goes to the next free process, those that take long first.
PYTEST = $(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder
# What only `make test` may take long for.
QUICK := not slow and not browser and not long and not thorough

# Material prints an advertisement against MkDocs 2 otherwise; we pin MkDocs 1.6.
export NO_MKDOCS_2_WARNING := 1
# uv must use the python3 that is there, not fetch one.
export UV_PYTHON_DOWNLOADS := never

.PHONY: help site everything test test-all quick serve desk bench schema pictures fonts lock clean setup-site setup-quick \
	setup-test lint check generated

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: setup-site ## set up what is missing and build the site into site/
	@$(ADVISORY) build

everything: setup-site ## the same with every paper and file there is, for publishing
	@$(ADVISORY) build --all

test: setup-test lint check generated ## set up what is missing and run everything CI runs, 25 minutes
	@echo "test: pytest"
	@$(PYTEST) --durations=10 -m "not long"

test-all: setup-test lint check generated ## the same with every page, paper and locale, for before a release
	@echo "test-all: pytest"
	@$(PYTEST) --durations=10

quick: setup-quick lint check ## the checks for before a commit, three minutes at most
	@echo "quick: pytest, the fast tests"
	@$(PYTEST) -q -m "$(QUICK)"

serve: setup-site ## show the site on this machine and rebuild what changes
	@$(ADVISORY) serve

desk: setup-site ## install the editors' forms (Decap CMS, 66 MB) and show them in a browser on this machine
	@tools/setup.sh desk
	@$(ADVISORY) desk

bench: setup-test ## run the measurements in benchmarks/; docs/explanation/performance.md says how long they take
	@set -e; for script in $(BENCH); do \
		echo "## benchmarks/$$script.py"; echo; $(BIN)/python "benchmarks/$$script.py"; \
	done

schema: setup-site ## write content/schema/*.json from generator/model/
	@$(ADVISORY) schema

pictures: setup-site ## redraw the pictures of papers in docs/images/ after their look has changed
	@$(BIN)/python tools/paper_pictures.py

fonts: setup-site ## add the font for one more script: make fonts SCRIPT=Bengali
	@$(BIN)/python tools/add_font.py $(if $(FILE),--file "$(FILE)") "$(SCRIPT)"

lock: setup-site ## rewrite the lock files; UPGRADE=1 uses newer versions
	@tools/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## delete the site and the caches; the installed packages stay
	rm -rf site .site.staging .cache .hypothesis .pytest_cache

# --- steps of the commands above --------------------------------------------------------------

setup-site:
	@tools/setup.sh site

setup-quick:
	@tools/setup.sh quick

setup-test:
	@tools/setup.sh test

lint: setup-quick
	@echo "lint: ruff, style"
	@$(BIN)/ruff check --quiet .
	@echo "lint: ruff, layout"
	@$(BIN)/ruff format --quiet --check . || \
		{ echo "lint: run .venv/bin/ruff format . to repair it" >&2; exit 1; }
	@echo "lint: mypy, types"
	@$(BIN)/mypy --no-error-summary

check: setup-quick
	@echo "check: content and translations"
	@$(ADVISORY) check

generated: setup-quick
	@echo "check: generated files are up to date"
	@$(BIN)/python tools/check_generated.py
