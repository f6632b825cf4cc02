# factcontext: `make` alone lists what can be done.

VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip
# torch is pinned in pyproject.toml alone; it is installed by itself because its build differs from machine to machine.
TORCH  := $(shell sed -n 's/^ *"\(torch==[^"]*\)",$$/\1/p' pyproject.toml)
FITS   := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
# What only other models than the bundled one need, and what only these packages bring: LIGHT=1 leaves it out.
OF_OTHER_MODELS := transformers sentence-transformers huggingface-hub hf-xet scikit-learn scipy joblib threadpoolctl \
	sympy mpmath networkx fsspec filelock
INSTALLED := $(VENV)/installed$(if $(LIGHT),-light)
ifndef PYTHON
PYTHON := $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c '$(FITS)' 2> /dev/null && command -v $$name && break; done)
endif
# The index of the sample stays in this folder, so that it never mixes with that of a reader's own articles.
SAMPLE_INDEX := build/sample-index

# Handed to the recipes through the environment: a path may hold spaces.
export ARTICLES EVAL INDEX PORT PYTHON TORCH TORCH_INDEX
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install chat check test faults supply audit bench lexicon picture lock clean lint types chromium install-dev

help:
	@echo 'make chat                      install, index the sample articles, open the page'
	@echo 'make chat ARTICLES=~/news      the same for your own folder; also PORT=8600, INDEX=folder'
	@echo 'make install                   only set up $(VENV); also PYTHON=python3.12, TORCH_INDEX=address,'
	@echo '                               or LIGHT=1 (here and with chat): without PyTorch, for the bundled model alone'
	@echo 'make check                     lint, types and the quick tests: three minutes, offline'
	@echo 'make test                      all tests, those in a real browser too'
	@echo 'make faults                    kills, damaged files, full disks: all of it, up to half an hour'
	@echo 'make bench                     quality on the sample, as figures; EVAL=folder adds real articles'
	@echo 'make supply                    licences of all packages, and a bill of materials'
	@echo 'make audit                     look up known faults of the packages, where their list can be reached'
	@echo 'make picture                   draw the packages and their imports: docs/rooms.svg'
	@echo 'make clean                     remove $(VENV) and the index of the sample'

install: $(INSTALLED)

# Touched only when it has all worked: a second run installs nothing, an interrupted one starts again.
$(VENV)/installed: pyproject.toml requirements.lock | $(BIN)/pip
	@echo 'Installing into $(VENV): once, some minutes.'
	@sed -e '/--hash/d' -e 's/ *\\$$//' requirements.lock > $(VENV)/constraints.txt
	@if [ -n "$$TORCH_INDEX" ]; then $(PIP) install --no-deps --index-url "$$TORCH_INDEX" "$$TORCH"; \
	else $(PIP) install --constraint $(VENV)/constraints.txt "$$TORCH"; fi
	@$(PIP) install --no-deps --require-hashes --only-binary :all: --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Each package stands in the lock with its hashes on the lines after it.
$(VENV)/installed-light: pyproject.toml requirements.lock | $(BIN)/pip
	@echo 'Installing into $(VENV), without what only other models need: once, some minutes.'
	@awk -v out='$(OF_OTHER_MODELS)' 'BEGIN { split(out, names); for (i in names) skip[names[i]] = 1 } \
		/^[a-z0-9]/ { split($$0, at, "=="); left_out = at[1] in skip } !left_out' requirements.lock > $(VENV)/light.txt
	@$(PIP) install --no-deps --require-hashes --only-binary :all: --requirement $(VENV)/light.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

install-dev: $(VENV)/installed-dev

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@$(PIP) install --no-deps --require-hashes --only-binary :all: --requirement requirements-dev.lock
	@touch $@

$(BIN)/pip:
	@if ! "$$PYTHON" -c '$(FITS)' 2> /dev/null; then \
		echo "Python 3.11, 3.12 or 3.13 is needed$${PYTHON:+, and $$PYTHON is none}: install one," \
			"or say where it is: make install PYTHON=/path/to/python3.12"; \
		exit 1; fi
	@if ! "$$PYTHON" -c 'import ensurepip, venv' 2> /dev/null; then \
		echo "$$PYTHON lacks its venv module: install it (on Debian and Ubuntu: apt install python3-venv), then try again"; \
		exit 1; fi
	@"$$PYTHON" -m venv $(VENV)

# A quoted ~ has not been expanded by the shell. Without ARTICLES it is the sample, with its own index.
chat: install
	@set --; \
	case "$$ARTICLES" in '~'|'~/'*) ARTICLES="$$HOME$${ARTICLES#?}";; esac; \
	case "$$INDEX" in '~'|'~/'*) INDEX="$$HOME$${INDEX#?}";; esac; \
	if [ -z "$$ARTICLES" ]; then ARTICLES=sample; INDEX="$${INDEX:-$(SAMPLE_INDEX)}"; fi; \
	if [ -n "$$INDEX" ]; then set -- --index "$$INDEX"; fi; \
	export FACTCONTEXT_ARTICLES="$$ARTICLES"; \
	$(BIN)/factcontext build "$$ARTICLES" "$$@" || exit; \
	if [ -n "$$PORT" ]; then set -- "$$@" --port "$$PORT"; fi; \
	exec $(BIN)/factcontext chat "$$@"

lint: install-dev
	@$(BIN)/ruff check .
	@$(BIN)/vulture

types: install-dev
	@mkdir -p build/types && ln -sfn ../.. build/types/factcontext
	@$(BIN)/mypy

check: lint types
	@$(BIN)/pytest -q -m 'not browser and not faults and not slow'

test: chromium lint types
	@CHROMIUM="$$(.ci/chromium)" $(BIN)/pytest -q -m 'not exhaustive'

# Kills, corrupts and fills up, for up to half an hour: docs/reliability.md has the figures.
faults: install-dev
	@$(BIN)/pytest -q -rPs tests/faults

# Finds a Chromium or installs one, so that the tests find it afterwards.
chromium: install-dev
	@.ci/chromium --install

# On the sample; EVAL=folder adds marked articles of real outlets, for those who hold them (docs/ tells which).
bench: install-dev
	@$(BIN)/factcontext build sample --index $(SAMPLE_INDEX)
	@$(BIN)/factcontext evaluate tests/sample_questions.jsonl --index $(SAMPLE_INDEX)
	@if [ -n "$$EVAL" ]; then $(BIN)/python bench/extraction.py "$$EVAL" && $(BIN)/python bench/attribution.py "$$EVAL/news"; fi

# What the program is made of: the licence of each package, and a bill of materials.
supply: install-dev
	@mkdir -p build
	@$(BIN)/python -m bench.licences requirements.lock > build/licences.tsv
	@$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible --mc-type application -o build/bom.json
	@echo 'build/licences.tsv, build/bom.json'

audit: install
	@PYTHON=$(BIN)/python .ci/audit

picture: install-dev
	@$(BIN)/python -m bench.rooms docs/rooms.svg

# Writes the lock files anew, with the newest versions that pyproject.toml allows. What openvino brings to report its use
# is left out: nothing of it is needed (index/embedding/runtime.py).
lock: install
	@$(PIP) install -q uv==0.13.9
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile -q --upgrade pyproject.toml --universal \
		--python-version 3.11 --generate-hashes --no-emit-package torch --no-emit-package openvino-telemetry \
		--output-file requirements.lock
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile -q --upgrade --group dev --constraint requirements.lock \
		--universal --python-version 3.11 --generate-hashes --output-file requirements-dev.lock

# Writes the inflected forms of the verbs in the lexicon anew (docs/lexicon.md).
lexicon: install-dev
	@$(BIN)/python -m bench.verb_forms

clean:
	@rm -rf $(VENV) $(SAMPLE_INDEX)
