# Every target works in a fresh checkout; it needs only Python 3.11 or newer, with its venv and pip.
# All paths are relative, so that a checkout may lie in a folder with a space in its name.

PYTHON ?= python3
UV := uv==0.13.9
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

# A stamp stands for a finished step; it lies in .venv, so that it goes when .venv goes.
MADE := .venv/.made
RUN_READY := .venv/.ready-to-run
TEST_READY := .venv/.ready-to-test

.PHONY: help demo run install test thorough year languages pictures check bench lock clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(RUN_READY) ## start the local Telegram and the bot on it, until Ctrl-C
	@$(BIN)/nabobot demo

run: $(RUN_READY) ## run the bot against Telegram, with the settings in the environment or in .env
	@$(BIN)/nabobot run

install: $(RUN_READY) ## install what the bot needs into .venv

# Many tests start the bot as it is started in earnest: each would compile all of it anew.
test: export PYTHONDONTWRITEBYTECODE =
test: check ## run the whole suite, after the checks
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not browser'
	@# A browser beside two busy workers answers too late; it has the machine to itself.
	$(BIN)/python -m pytest -m browser

thorough: $(TEST_READY) ## run every conversation steady, and killed after each step, in every language
	NABOBOT_EVERY_TOWN=1 NABOBOT_EVERY_LANGUAGE=1 $(BIN)/python -m pytest -n 2 --dist worksteal tests/conversations

year: $(TEST_READY) ## live through a whole year with three hundred people, and hold its report against a count
	NABOBOT_WHOLE_YEAR=1 $(BIN)/python -m pytest tests/year

pictures: $(TEST_READY) ## draw every screen of residents in every language into build/pictures
	$(BIN)/python -m tests.pictures $(LANGUAGES)

languages: $(TEST_READY) ## walk through every screen of a resident in every language, and hold it to plain language
	NABOBOT_EVERY_LANGUAGE=1 $(BIN)/python -m pytest -n 2 tests/conversations/test_plain_screens.py

check: $(TEST_READY) ## lint, types, import rules and catalogues
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m locales.check

bench: $(RUN_READY) ## measure speed and memory against peers
	$(BIN)/python -m benchmarks

clean: ## remove .venv and the caches; what the bot remembers stays
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Nabobot needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "This Python lacks venv or pip; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

$(RUN_READY): $(MADE) requirements/run.lock pyproject.toml
	@echo "Installing what the bot needs into .venv ..."
	@$(PIP_INSTALL) --only-binary :all: --require-hashes -r requirements/run.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_READY): $(RUN_READY) requirements/test.lock
	@echo "Installing what the tests need into .venv ..."
	@$(PIP_INSTALL) --only-binary :all: --require-hashes -r requirements/test.lock
	@touch $@

# The locks hold for every Python from 3.11 on, on every system; what is pinned stays pinned unless it must move
# (make lock UPGRADE=--upgrade moves all). Nothing else needs uv, so it lives outside .venv.
COMPILE = build/locking/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header $(UPGRADE)
BUILD_REQUIRES := import tomllib; \
	print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")

lock: ## write the lock files anew from pyproject.toml
	$(PYTHON) -m venv build/locking
	build/locking/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	build/locking/bin/python -c '$(BUILD_REQUIRES)' | $(COMPILE) pyproject.toml - --output-file requirements/run.lock
	$(COMPILE) pyproject.toml --extra test --extra postgresql --constraint requirements/run.lock \
		$$(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' requirements/run.lock) \
		--output-file requirements/test.lock
	@cd requirements && printf '# What the bot needs to run and to be installed; written by make lock.\n' \
		| cat - run.lock > run.new && mv run.new run.lock
	@cd requirements && printf '# What only the tests need, beside what runs; written by make lock.\n-r run.lock\n' \
		| cat - test.lock > test.new && mv test.new test.lock
