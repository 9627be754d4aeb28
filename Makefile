# The only set of commands. `make demo` and `make test` need nothing but python3 (3.11 or newer) with pip, and make.
# Paths are relative throughout, so that the checkout may lie in a folder with blanks in its name.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
WORKERS ?= 2
SECONDS_EACH ?= 600
ENTRIES ?=
SUITES ?=
RUN := .venv/bin/python
READY := .venv/.ready

.PHONY: help setup outside demo demo-model test check format docs floor lock bench faults fuzz hostile judges wheel wheel-check clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make the environment .venv from requirements.lock (the others do it by themselves)

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@scripts/setup.sh .venv requirements.lock "$(PYTHON)"
	@touch $@

outside: ## install the programs and the small model that some tests need (apt, as root); without them those are skipped
	@scripts/outside.sh "$(PYTHON)"

demo: $(READY) ## build a graph from data/articles, ask it three questions, draw it: see demo/
	@scripts/demo.sh

demo-model: $(READY) ## read the same articles as a language model reads them, from its recorded answers; how exact both are
	@scripts/demo_model.sh

test: $(READY) ## run all tests
	@$(RUN) -m pytest -n $(WORKERS)

check: $(READY) ## lint, formatting, dead code, types, import layers, generated docs
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m vulture
	$(RUN) -m mypy
	@.venv/bin/lint-imports --no-cache --no-logo
	$(RUN) scripts/generate_reference.py --check

format: $(READY) ## format the code and mend what ruff can mend
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

docs: $(READY) ## write docs/reference/ and the README's picture again from the code
	$(RUN) scripts/generate_reference.py
	@scripts/pictures.sh

floor: $(READY) ## raise tests/floor.toml to what extraction reaches today
	@$(RUN) scripts/raise_floor.py

lock: ## pin every dependency again, with hashes (needs the network)
	@scripts/lock.sh "$(PYTHON)"

bench: $(READY) ## measure speed; see benchmarks/
	@for each in benchmarks/*.py; do [ ! -e "$$each" ] || $(RUN) "$$each"; done

faults: $(READY) ## kill builds, fill the disk, damage files, ask meanwhile: what survives
	@$(RUN) scripts/faults.py --figures docs/trust/figures.toml

hostile: $(READY) ## give `kg build` 448 hostile inputs, and say how it fared
	@$(RUN) scripts/hostile.py --figures docs/trust/figures.toml

fuzz: $(READY) ## give every entry point inputs that a fuzzer makes up; SECONDS_EACH=600, ENTRIES="text html"
	@[ -d .fuzz ] || $(RUN) -m pip install --quiet --no-deps --target .fuzz "atheris>=3,<4"
	@PYTHONPATH=src:.fuzz $(RUN) scripts/fuzz.py --seconds $(SECONDS_EACH) --figures docs/trust/figures.toml $(ENTRIES)

judges: $(READY) ## run the W3C's suites for RDF, SHACL and SPARQL; SUITES=<folder of w3c's rdf-tests, data-shapes, json-ld-api>
	@PYTHONPATH=src $(RUN) scripts/judges.py --figures docs/trust/figures.toml $(if $(SUITES),"$(SUITES)")

wheel: $(READY) ## build dist/*.whl
	@rm -rf dist
	@$(RUN) -m build --wheel --no-isolation --outdir dist . >/dev/null
	@ls dist/*.whl

wheel-check: wheel ## install the wheel into an empty environment and use it far from the checkout
	@scripts/wheel_check.sh "$(PYTHON)"

clean: ## remove whatever the commands above made
	rm -rf .venv .venv-* .model .fuzz fuzz-finds dist build demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
