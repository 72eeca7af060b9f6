# Two commands do it all on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := ket_qua/demo

.PHONY: demo test check format bench sample lock wheel clean

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dancu-clean needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/ready
	rm -rf $(DEMO)
	$(BIN)/dancu-clean run sample_data/danh_sach --reference sample_data/dan_cu.xlsx --as-of 2026-11-22 --out $(DEMO)

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: $(VENV)/ready
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

bench: $(VENV)/ready
	$(BIN)/python benchmarks/run.py

sample: $(VENV)/ready
	$(BIN)/python -m dancu_clean.sample sample_data

wheel: $(VENV)/ready
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: $(VENV)/ready
	$(BIN)/python -m pip install --quiet "pip-tools>=7,<8"
	$(BIN)/pip-compile --quiet --extra dev --build-deps-for editable --build-deps-for wheel --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-options --no-header --strip-extras -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) dist build ket_qua .pytest_cache .mypy_cache .ruff_cache .hypothesis
