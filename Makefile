# The list of what there is to do here; `make help` reads it out.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check browser fast crash

help: ## Say what there is to do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

install: $(VENV)/.installed ## Make .venv with the portal in it

run: install ## Run the demonstration portal on http://127.0.0.1:8000
	$(BIN)/portal demo $(ARGS)

test: install-dev ## Run every test, in a real browser too
	@.ci/browser
	$(BIN)/pytest -q -n 2 -m "not browser" $(T)
	$(BIN)/pytest -q -n 2 -m browser $(or $(T),tests/browser) || $(BIN)/pytest -q -m browser --last-failed --last-failed-no-failures none $(or $(T),tests/browser)  # a browser may be late on a busy machine: what failed is asked once more, alone

fast: install-dev ## Run the tests that need no browser
	$(BIN)/pytest -q -n 2 $(T)

browser: install-dev ## Run the tests in a real browser
	@.ci/browser
	$(BIN)/pytest -q -n 2 -m browser $(or $(T),tests/browser)

crash: install-dev ## Kill a portal in ROUNDS=20 storms of notifications and of letters, and reconcile
	$(BIN)/pytest -q -s tests/online_payments/test_crash.py tests/correspondence/test_crash.py --crash-rounds $(or $(ROUNDS),20)

check: install-dev ## Format, lint, types, floors, templates
	$(BIN)/ruff format --check portal tests
	$(BIN)/ruff check portal tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

install-dev: $(VENV)/.installed-dev

# uv installs what uv.lock pins; where uv is missing, pip takes the newest that fits.
$(VENV)/.installed: pyproject.toml uv.lock
	@if command -v uv >/dev/null; then uv sync --quiet --locked --inexact --no-default-groups; \
	else $(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet --editable .; fi
	@touch $@

$(VENV)/.installed-dev: pyproject.toml uv.lock
	@if command -v uv >/dev/null; then uv sync --quiet --locked --group dev; \
	else $(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet --upgrade "pip>=25.1" \
	&& $(BIN)/pip install --quiet --editable . --group dev; fi
	@touch $@ $(VENV)/.installed
