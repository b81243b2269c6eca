# Needs only make, a POSIX shell and Python 3.11, 3.12 or 3.13. Uses uv when it is there, because it is faster.

PYTHON ?= python3 python3.13 python3.12 python3.11
VENV = .venv/bin/python

# Asks the interpreter itself: a shim may exist and fail, and Debian's Python comes without venv.
SUITABLE = import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

# Forget an environment whose Python is gone, or that was made in another folder.
ifneq ($(wildcard .venv/.ready),)
$(shell $(VENV) -E -c '' 2>/dev/null && [ "`cat .venv/.ready`" = "`pwd -P`" ] || rm -f .venv/.ready)
endif

# Nothing but what stands in the environment's own folder is imported. The folder is asked for by pwd, since a name that
# make writes into a command would be run by the shell where it holds $(...).
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP

.PHONY: help setup study test notebooks figures site lab lint fuzz bench clean lock

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo "  PYTHON=/path/to/python3 chooses the Python of a new .venv."

setup: .venv/.ready ## install everything into .venv, once

study: notebooks ## set up, execute all notebooks, draw figures/

test: lint ## set up, lint, and run all tests, the notebooks among them (more options: PYTEST="-x")
	@$(VENV) -m pytest -n logical --maxprocesses 8 --dist loadfile --no-loadscope-reorder $(PYTEST)

notebooks: setup ## execute the notebooks in place (one: NOTEBOOK=notebooks/01-....ipynb)
	@$(VENV) notebooks/execute.py $(NOTEBOOK)

figures: setup ## draw all figures; no notebook is written
	@$(VENV) notebooks/execute.py --figures

site: setup ## make site/: the notebooks, as stored, as pages for any browser, offline
	@$(VENV) notebooks/pages.py

lab: setup ## open JupyterLab on the notebooks (more options: LAB="--no-browser")
	@$(VENV) -m jupyterlab notebooks --ip=127.0.0.1 --LabApp.default_url=/lab/tree/00-the-answer.ipynb $(LAB)

lint: setup ## check style and format
	@$(VENV) -m ruff check --quiet
	@$(VENV) -m ruff format --check --quiet || { \
	    $(VENV) -m ruff format --check; echo "Put it right with: $(VENV) -m ruff format"; exit 1; }

fuzz: setup ## hostile documents and lexicons, an hour of them (fewer: FUZZ="--documents 1000")
	@$(VENV) tests/fuzz.py $(FUZZ)

bench: setup ## measure time and memory (CORPUS=path TEXT=column ID=column BENCH="--quick")
	@$(VENV) benchmarks/bench.py $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(TEXT),--text "$(TEXT)") \
	    $(if $(ID),--id "$(ID)") $(BENCH)

clean: ## remove .venv, site/ and caches, nothing else
	@rm -rf .venv site .pytest_cache .ruff_cache .hypothesis
	@find framing notebooks tests benchmarks \( -name __pycache__ -o -name .ipynb_checkpoints \) \
	    -prune -exec rm -rf {} + 2>/dev/null || true

lock: ## refresh requirements.lock (for maintainers; needs uv)
	@uv pip compile pyproject.toml --group dev --extra documents --universal --python-version 3.11 --generate-hashes \
	    --upgrade --quiet --custom-compile-command "make lock" --output-file requirements.lock

# .ready is written last: whatever was interrupted begins again from an empty .venv.
.venv/.ready: requirements.lock pyproject.toml
	@rm -f $@; python=; \
	for candidate in $(PYTHON); do \
	    if "$$candidate" -E -c '$(SUITABLE)' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	with_uv() { \
	    uv venv --quiet --clear --python "$${python:->=3.11,<3.14}" .venv && \
	    uv pip sync --quiet --python $(VENV) --require-hashes --only-binary :all: requirements.lock && \
	    uv pip install --quiet --python $(VENV) --no-deps --no-build-isolation --editable .; \
	}; \
	with_pip() { \
	    "$$python" -m venv --clear .venv && \
	    $(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
	        -r requirements.lock && \
	    $(VENV) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	}; \
	if [ -n "$$python" ] || command -v uv >/dev/null 2>&1; then \
	    echo "Setting up .venv (once; about a minute) ..."; \
	fi; \
	if command -v uv >/dev/null 2>&1; then \
	    if with_uv; then pwd -P >$@; exit 0; fi; \
	    echo "uv could not do it; trying pip."; \
	fi; \
	if [ -n "$$python" ]; then with_pip && pwd -P >$@; exit; fi; \
	{ \
	    echo "No Python 3.11, 3.12 or 3.13 with venv among: $(PYTHON). This installs one:"; \
	    sudo=; [ "`id -u`" = 0 ] || sudo="sudo "; \
	    if command -v apt-get >/dev/null 2>&1; then \
	        package=python3-venv; \
	        for version in 3.11 3.12 3.13; do \
	            apt-cache show python$$version-venv >/dev/null 2>&1 && package=python$$version-venv; \
	        done; \
	        echo "    $${sudo}apt-get install $$package"; \
	    elif command -v dnf >/dev/null 2>&1; then echo "    $${sudo}dnf install python3.13"; \
	    elif [ "`uname`" = Darwin ]; then echo "    brew install python@3.13"; \
	    else echo "    (your system's own way to install Python 3.13)"; fi; \
	    echo "One that is elsewhere: make setup PYTHON=/path/to/python3.13"; \
	} >&2; exit 1
