# Two commands: `make run` and `make test`. Both set up what they need first.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
BIN := .venv/bin

export PYTHON

.PHONY: help
help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

# Set-up. A stamp is older than what it depends on: do it again.

build/packages-%: tools/setup.sh
	@tools/setup.sh packages $*
	@mkdir -p build && touch $@

.venv/installed: pyproject.toml tools/setup.sh | build/packages-run
	@tools/setup.sh python
	@touch $@

.PHONY: setup
setup: build/packages-test .venv/installed ## the system packages and .venv with everything in it

# The program

.PHONY: run
run: .venv/installed ## start the program; without a screen, show it on a virtual one
	@if $(BIN)/python -c 'from Xlib.display import Display; Display()' 2>/dev/null; \
	then $(MAKE) program; else $(MAKE) demo; fi

.PHONY: program
program: .venv/installed
	-$(BIN)/quickreply import phrases/ecommerce-zh.yaml
	$(BIN)/quickreply

.PHONY: demo
demo: build/packages-demo .venv/installed ## an agent at work on a virtual screen; pictures in build/demo
	@$(BIN)/python tools/demo.py

# Checks

.PHONY: check
check: .venv/installed ## format, lint, types, architecture
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: test
test: setup check ## all checks and the fast tests, real screen included
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not soak and not fuzz'

.PHONY: soak
soak: setup ## long series on the real screen
	$(BIN)/python -m pytest -m soak --timeout 3600

.PHONY: fuzz
fuzz: setup ## random input, for a long time
	$(BIN)/python -m pytest -m fuzz --timeout 3600

.PHONY: bench
bench: setup ## measure against the budgets
	$(BIN)/python -m tests.bench

.PHONY: clean
clean: ## remove what was made here, except .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find quickreply tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
