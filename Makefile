.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --quiet --disable-pip-version-check
# They stay in .venv, so that a changed pyproject.toml can be installed again without a network.
BUILDERS := 'hatchling>=1.27' 'babel>=2.16' 'editables>=0.5'

.venv/.installed: pyproject.toml hatch_build.py
	@test -x $(BIN)/python || { echo "First start: making .venv and installing, this takes a minute or two."; $(PYTHON) -m venv .venv; }
	@$(PIP) $(BUILDERS)
	@$(PIP) --no-build-isolation --editable '.[hub,dev]'
	@$(BIN)/python -m compileall -q drill scoring
	@touch $@

.PHONY: help demo test check bench catalogue golden
help: ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

demo: .venv/.installed ## play the bundled drill in this terminal
	@$(BIN)/livefire demo

test: .venv/.installed ## run every test
	@$(BIN)/pytest -n auto

check: .venv/.installed ## format, lint, types, imports, spelling
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell drill scoring tests bench docs README.md CHANGELOG.md

bench: .venv/.installed ## print the figures
	@$(BIN)/python -m bench

catalogue: .venv/.installed ## compile the message catalogues
	@for po in drill/locale/*/LC_MESSAGES/*.po; do $(BIN)/pybabel -q compile -i $$po -o $${po%.po}.mo; done

golden: .venv/.installed ## play the golden matches anew; read the diff before you commit it
	@$(BIN)/python -m tests.golden
