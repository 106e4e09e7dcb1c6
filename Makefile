# make run    serve the notices on http://127.0.0.1:7860   (NOTICES=/path STORE=/path PORT=7860)
# make test   all tests                      make check  style and types
# make eval   the figures of the README      make bench  times (no test depends on them)

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
FAILURES ?= 0
SHARED := ../shared

.PHONY: run test check eval bench clean

run: $(INSTALLED)
	@$(BIN)/python ui.py

test: $(DEV)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

eval: $(INSTALLED)
	@$(BIN)/python -m tests.figures --failures $(FAILURES)

bench: $(INSTALLED)
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.load

clean:
	rm -rf $(VENV) .store build *.egg-info

$(INSTALLED): requirements.txt requirements-verified.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 is needed: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once, some minutes) ..."
	@$(PIP) --no-warn-conflicts -r requirements.txt -c constraints.txt
	@$(PIP) --require-hashes --no-deps -r requirements-verified.txt
	@touch $@

$(DEV): $(INSTALLED) requirements-dev.txt
	@$(PIP) --no-warn-conflicts -r requirements-dev.txt -c constraints.txt
	@touch $@
