# Everything a newcomer runs. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/camket/locale/*/LC_MESSAGES/django.po))
FONTS := src/camket/web/static/camket/fonts

.PHONY: help setup demo serve test check bench soak lock messages

help:
	@echo "Camket: the register in which a government keeps its promises"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup ## a store with synthetic data, the review in the terminal, then a server (SERVE=0: no server)
	@CAMKET_SYNTHETIC=1 CAMKET_DATA="$${CAMKET_DATA:-.camket}" $(BIN)/camket demo $(if $(filter 0,$(SERVE)),--no-serve)

test: setup ## the whole suite on SQLite, then on PostgreSQL where a server can be had (T="…" chooses)
	@$(BIN)/python scripts/run_tests.py $(T)

check: setup ## lint, format, types, import contracts, house rules and pure rules: within a minute
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --check

bench: setup ## measures what the README tells, on both databases where a server can be had
	@$(BIN)/python bench/run_all.py

serve: setup ## the pages and the API over the store in CAMKET_DATA
	@$(BIN)/camket serve

soak: setup ## the laws with twenty times the examples, three hundred kills on each database, then the bench; runs long
	$(BIN)/python -m pytest --hypothesis-profile=soak
	$(BIN)/python scripts/run_tests.py --kills=300 tests/line/test_killed_under_load.py
	@$(MAKE) bench

setup: .venv/ready $(CATALOGUES) $(FONTS) ## .venv with the locked packages, translations and fonts; again only when they change

messages: .venv/ready ## gathers what the pages say into the English catalogue, and names what has no English yet
	$(BIN)/python scripts/messages.py

lock: .venv/ready ## writes requirements.lock and requirements-dev.lock anew from pyproject.toml
	$(BIN)/pip-compile $(LOCKED) --output-file=requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKED) --allow-unsafe --extra=dev --constraint=requirements.lock \
	  --output-file=requirements-dev.lock pyproject.toml
LOCKED := --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.venv/ready: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Camket needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "python3 -m venv failed; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the locked packages into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po .venv/ready
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

# Without fonts the pages stand on the system's own: never a reason to stop.
$(FONTS): | .venv/ready
	@if [ -f scripts/copy_fonts.py ]; then $(BIN)/python scripts/copy_fonts.py || echo "fonts: left out, the pages use the system's own"; fi
