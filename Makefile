# make run    set up what is missing and serve http://127.0.0.1:8000 with the demonstration
# make test   everything that is checked: lint, types, tests on SQLite and PostgreSQL, a real browser
# make help   the rest

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
PORT ?= 8000
export PYTHON

.PHONY: help setup setup-dev run test quick cover lint format bench prove messages lock lengths clean

help:
	@echo "make run       set up and serve http://127.0.0.1:$(PORT) with the demonstration"
	@echo "make setup     virtual environment, locked dependencies, system packages (run does it first)"
	@echo "make test      lint, types, tests on SQLite and PostgreSQL, browser walks"
	@echo "make quick     the tests on SQLite, without the browser"
	@echo "make cover     the same with the share of lines and branches that were run"
	@echo "make setup-dev the same with what the tests need (test does it first)"
	@echo "make lint      ruff, mypy, import contracts, templates, translations"
	@echo "make format    put code and templates in their usual shape"
	@echo "make bench     figures of speed and truth, beside their peers"
	@echo "make prove     the guard against its oracle, ten million cases; all hostile files (some minutes)"
	@echo "make messages  gather strings to translate and compile the translations"
	@echo "make lock      compile the requirements anew (with hashes)"
	@echo "make lengths   files and functions longer than the guide"
	@echo "make clean     forget the virtual environment and caches; data/ stays"

setup:
	@tools/setup.sh run

setup-dev:
	@tools/setup.sh test

run: setup
	@exec $(BIN)/samsyn serve --demo --port $(PORT)

test: setup-dev lint
	$(BIN)/pytest -n $(JOBS) --dist loadgroup
	tools/pg.py -- $(BIN)/pytest -n $(JOBS) --only-database -m "not e2e"

quick: setup-dev
	$(BIN)/pytest -n $(JOBS) -m "not e2e and not slow"

cover: setup-dev
	$(BIN)/pytest -n $(JOBS) --dist loadgroup -m "not e2e" --cov --cov-report=term:skip-covered

lint: setup-dev
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint samsyn --check --lint --quiet
	$(BIN)/python tools/messages.py --check
	@$(BIN)/python tools/lengths.py --short

format: setup-dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djlint samsyn --reformat --quiet

bench: setup-dev
	@for figure in bench/*.py; do echo "== $$figure"; $(BIN)/python "$$figure"; done

prove: setup-dev
	$(BIN)/python tools/prove.py
	SAMSYN_HOSTILE=all $(BIN)/pytest tests/hostile

messages: setup-dev
	$(BIN)/python tools/messages.py

lock: setup-dev
	tools/lock.sh

lengths:
	@$(PYTHON) tools/lengths.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov build dist *.egg-info
