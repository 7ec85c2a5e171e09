# Two commands do everything: `make demo` shows what acquis does, `make test` runs every test.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DATA := $(or $(ACQUIS_DATA),../shared/data)

.PHONY: help demo test lint types contracts check wheel benchmark advice clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --group dev --editable .
	@touch $@

demo: $(VENV)/.installed  ## install, then analyse an invented passport on the teaching referential
	@$(BIN)/acquis demo

test: $(VENV)/.dev  ## install what the tests need and run all of them
	$(BIN)/python -m pytest

lint: $(VENV)/.dev  ## ruff: style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy --strict
	$(BIN)/mypy

contracts: $(VENV)/.dev  ## import-linter: the layers
	$(BIN)/lint-imports

check: lint types contracts test  ## everything CI checks, but the wheel

wheel: $(VENV)/.dev  ## build the wheel in dist/
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

benchmark: $(VENV)/.dev  ## measure costs and the quality of reading (an hour); writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks --data $(DATA) --bolt $(if $(FIRST),--first $(FIRST))

advice: $(VENV)/.dev  ## measure what advice costs and finds, on the snapshot in use (an hour); writes benchmarks/ADVICE.md
	$(BIN)/python -m benchmarks.advice > benchmarks/ADVICE.md
	$(BIN)/python -m benchmarks.reach >> benchmarks/ADVICE.md
	$(BIN)/python -m benchmarks.succession >> benchmarks/ADVICE.md

clean:  ## remove what the other targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
