# Two commands are enough: `make demo` and `make test`. Both set up what they need with python3, venv and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= $(or $(DRAGOMAN_SHARED),../shared)
STAMP := $(VENV)/.installed

.PHONY: demo test bench lint format model clean

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/dragoman code samples/*.txt
	$(BIN)/dragoman ingest samples --archive $(VENV)/demo.db
	$(BIN)/dragoman timeline EGY ISR --archive $(VENV)/demo.db

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/dragoman lexicon check
	$(BIN)/dragoman actors check
	$(BIN)/dragoman outlets check
	$(BIN)/dragoman layouts check
	$(BIN)/dragoman relations-rules check
	$(BIN)/dragoman merging check
	$(BIN)/python -m training.sentences

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	$(BIN)/python -m benchmarks.bench --data $(SHARED)/data

model:
	test -x .venv-training/bin/python || $(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet --editable '.[training]'
	.venv-training/bin/python -m training.build --data $(SHARED)/data

clean:
	rm -rf $(VENV) .venv-training build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
