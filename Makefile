# make run    makes the environment and opens the reader       (make run ARGS="--lang en")
# make test   makes the environment and runs the tests         (make test ARGS="-k bidi")
# make check  lint, types and import rules
# make bench  the benchmarks, one table (make bench ARGS="start --write" keeps it in docs/benchmarks.md)
# make crash  a thousand programs killed at random moments  (make crash CRASHES=1000 SEED=1)
# make documents  writes the documents that are made from the code
# make fuzz   the parser against spoiled feeds       (make fuzz COUNT=200000 SEED=1)

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
CATALOGS := $(wildcard tui/locales/*/LC_MESSAGES/nashra.po)
ARGS ?=
COUNT ?= 200000
SEED ?= 1
CRASHES ?= 1000

.PHONY: run test check bench crash fuzz documents wheel catalogs pins clean

run: $(VENV)/run.stamp
	@$(BIN)/nashra $(ARGS)

test: $(VENV)/dev.stamp
	$(BIN)/pytest -n auto -q $(ARGS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/dev.stamp
	$(BIN)/python -m compileall -q tui feeds
	$(BIN)/python -m bench $(ARGS)

crash: $(VENV)/dev.stamp
	$(BIN)/python -m tests.feeds.store.crashing --count $(CRASHES) --seed $(SEED)

fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m fuzz --count $(COUNT) --seed $(SEED)

documents: $(VENV)/run.stamp
	$(BIN)/python -m documents

wheel: $(VENV)/dev.stamp
ifdef UV
	uv build --quiet --wheel --out-dir dist
else
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
endif

catalogs: $(VENV)/run.stamp
	$(BIN)/python hatch_build.py

pins:
	uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-emit-index-url --no-annotate --no-header \
		pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-emit-index-url --no-annotate --no-header \
		--group dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) dist

ifdef UV
INSTALL := uv pip install --quiet --compile-bytecode --python $(BIN)/python
MAKE_VENV := uv venv --quiet --allow-existing --python '>=3.11' $(VENV)
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
MAKE_VENV := $(PYTHON) -m venv $(VENV)
endif

$(VENV)/made.stamp:
	@echo "Making $(VENV) (once)…"
	@$(MAKE_VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml requirements.txt hatch_build.py $(CATALOGS)
	@$(INSTALL) -r requirements.txt
	@$(INSTALL) --no-deps --editable .
	@$(BIN)/python -m compileall -q tui feeds
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
