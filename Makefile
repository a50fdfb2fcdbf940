# Two commands on a fresh machine: `make run` and `make test`. Both make .venv first; nothing else is installed by hand.
PYTHON ?= python3
PLAN := corpus/fuzhou-14fyp/fuzhou-14fyp.pdf
OUT := outputs/fuzhou-14fyp
BIN := .venv/bin

.PHONY: run test check lexicons try diff snapshot bench bench-scale clean

run: .venv/ready
	$(BIN)/gangmu run $(PLAN)
	@echo "explorer: $(CURDIR)/$(OUT)/explorer.html"

test: .venv/ready
	$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_lexicons.py

lexicons: $(OUT)
	$(BIN)/python -m pipeline.lexicon_use $(OUT)

try: .venv/ready
	$(BIN)/gangmu try "$(TEXT)"

diff: $(OUT)
	$(BIN)/python -m pipeline.snapshot diff $(OUT)

snapshot: $(OUT)
	$(BIN)/python -m pipeline.snapshot write $(OUT)

bench: $(OUT)
	$(BIN)/python -m tests.bench $(PLAN)
	$(BIN)/python -m tests.bench_read $(PLAN)
	$(BIN)/python -m pytest tests/bench_parts.py --benchmark-only --benchmark-columns=median,rounds
	$(BIN)/python -m tests.bench_graph $(OUT)

bench-scale: .venv/ready
	$(BIN)/python -m tests.bench_scale $(PLAN:.pdf=.txt) --documents 1000

screenshots: $(OUT)
	$(BIN)/python -m tests.screenshots $(OUT) docs/screenshots

$(OUT):
	$(MAKE) run

.venv/ready: setup.cfg
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

clean:
	rm -rf .venv outputs/fuzhou-14fyp
