# make run and make test are the only set-up commands; neither needs root.
PY   ?= python3
V    := .venv
BIN  := $(V)/bin
UV   := $(BIN)/uv
WEB  := $(V)/share/bihuan/web
LOCK  = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
INSTALL = $(UV) pip install -q --python $(BIN)/python --require-hashes
export ORT_DISABLE_TELEMETRY := 1
export HF_HUB_OFFLINE := 1

.PHONY: run test check lint cover slow bench lock clean
run: $(V)/.run $(V)/.web            ## start the bot; on an empty directory it installs the demo company
	$(BIN)/python -m bot run
test: $(V)/.dev $(V)/.web           ## everything but the slow tests, on two cores
	$(BIN)/python -m pytest -q -n 2
slow: $(V)/.dev $(V)/.web           ## the slow ones: browser, kill -9
	$(BIN)/python -m pytest -q -m slow
lint: $(V)/.dev                     ## format, rules, types, arrows
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports
cover: $(V)/.dev $(V)/.web          ## the tests, and how much of the code they run
	$(BIN)/python -m pytest -q -n 2 --cov --cov-report=
	$(BIN)/coverage report --include='domain/*' --skip-covered --show-missing --fail-under=100
	$(BIN)/coverage report --skip-covered --fail-under=90
check: lint cover                   ## what CI gates on, before the slow tests
bench: $(V)/.dev                    ## speed and memory, each as a ratio to a floor of the same run
	$(BIN)/python -m bot bench floor && $(BIN)/python -m bot bench photo

$(UV):
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PY=python3.12 run")'
	@$(PY) -m venv $(V) || { echo "python3 has no venv module. Debian/Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==0.13.9
$(V)/.run: requirements/run.txt $(UV)
	@echo "installing…" && $(INSTALL) -r $< && touch $@
$(V)/.dev: requirements/dev.txt $(V)/.run
	@$(INSTALL) -r $< && touch $@
$(V)/.web: bot/web/fetch.py bot/web/package-lock.json requirements/node.txt $(UV)
	@$(BIN)/python bot/web/fetch.py $(WEB) && touch $@

lock: $(UV)                         ## dev first, run inside it: the two can never disagree
	$(LOCK) pyproject.toml --group dev -c requirements/constraints.in -o requirements/dev.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt -o requirements/run.txt
	$(LOCK) requirements/node.in -o requirements/node.txt
	! grep -nE '"resolved"|^ *--(index|extra-index|find-links)|://' requirements/*.txt && ! grep -n '"resolved"' bot/web/package-lock.json
clean:
	rm -rf $(V)
