# Bare `make` lists what there is. Nothing but Python 3.11 or later and make is needed.

.DEFAULT_GOAL := help
.PHONY: help demo test check run worker bench drills format docs pictures install
SHELL := /bin/bash

VENV     := .venv
PYTHON   := $(VENV)/bin/python
MANAGE   := $(PYTHON) manage.py
# How many processes test at once.
JOBS     ?= $(shell $(PYTHON) -c 'import os; print(min(4, os.cpu_count() or 1))' 2>/dev/null || echo 2)
STAMP    := $(VENV)/.installed
# The first Python that is new enough; `make PYTHON3=/path/to/python` chooses another.
PYTHON3  ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
# The requirements of pyproject.toml, one a line: what runs and what tests.
REQUIREMENTS := import tomllib; project = tomllib.load(open("pyproject.toml", "rb"))["project"]; \
	print(*project["dependencies"], *project["optional-dependencies"]["dev"], sep="\n")
# The tests on embedded SQLite must not meet somebody's own servers or secrets.
EMBEDDED := env -u DATABASE_URL -u REDIS_URL -u SECRET_KEY -u ALLOWED_HOSTS -u DEBUG -u DEMO -u EMAIL_URL

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | \
		awk -F '\t' '{ printf "  make %-9s %s\n", $$1, $$2 }'

demo: install ## import the example, print what is derived, serve it (SERVE=no stops there; STAGE=voting|hearing|published)
	@DEMO=1 $(MANAGE) demo --migrate $(if $(STAGE),--stage $(STAGE)) $(if $(filter no,$(SERVE)),,--serve)

test: install ## every test on embedded SQLite, then the database tests again on PostgreSQL and Valkey
	@echo "On embedded SQLite:"
	@$(EMBEDDED) $(PYTHON) -m pytest -q -n $(JOBS) $(ARGS)
	@echo "On PostgreSQL and a Redis-protocol server:"
	@$(PYTHON) -m tests.servers -q -n $(JOBS) $(ARGS)

check: install ## what continuous integration runs: format, lint, types, floors, documents, then every test
	@mkdir -p build
	@$(PYTHON) -m ruff format --check --quiet . && echo "format: as it should be"
	@$(PYTHON) -m ruff check --quiet . && echo "lint: nothing"
	@$(PYTHON) -m djlint --quiet --lint templates && echo "templates: nothing"
	@$(PYTHON) -m mypy --no-error-summary && echo "types: nothing"
	@$(VENV)/bin/lint-imports --no-cache > build/imports.txt || { cat build/imports.txt; false; } && echo "floors: kept"
	@$(EMBEDDED) $(MANAGE) check --fail-level WARNING
	@$(EMBEDDED) $(MANAGE) makemigrations --check --dry-run
	@$(EMBEDDED) $(MANAGE) spectacular --validate --fail-on-warn --file build/openapi.yaml && echo "REST description: valid"
	@$(EMBEDDED) $(MANAGE) write_docs --check
	@$(MAKE) --no-print-directory test

run: install ## serve the site with gunicorn and a relay (WEB_WORKERS, WEB_THREADS, PORT)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) relay & relay=$$!; trap "kill $$relay" EXIT; \
		$(VENV)/bin/gunicorn config.wsgi:application --bind $(or $(HOST),127.0.0.1):$(or $(PORT),8000) \
			--workers $(or $(WEB_WORKERS),2) --threads $(or $(WEB_THREADS),8)

worker: install ## do the outbox's work: a Celery worker with beat where REDIS_URL is set, else a relay
	@if [ -n "$$REDIS_URL" ]; then exec $(VENV)/bin/celery --app config.celery worker --beat --schedule build/celerybeat --loglevel WARNING; \
		else exec $(MANAGE) relay; fi

bench: install ## measure; prints a table and writes build/bench.json
	@$(EMBEDDED) $(PYTHON) -m bench

drills: install ## kill servers while people vote, and flood a hearing (docs/drills.md); DRILLS="1 15" runs some
	@$(EMBEDDED) $(PYTHON) -m tests.drills $(DRILLS)

format: install ## format the code and mend what lint can mend
	@$(PYTHON) -m ruff check --quiet --fix . ; $(PYTHON) -m ruff format --quiet .

docs: install ## write the generated documents anew (roles, stages, settings, bundle schema)
	@$(EMBEDDED) $(MANAGE) write_docs

pictures: install ## draw the README's screenshots anew from the demo, with the system's Chromium
	@$(PYTHON) -m docs.pictures.draw

install: $(STAMP) ## make .venv with everything in it; quick when there is nothing to do

# The stamp is set last, so that an install that broke off is taken up again by the next call.
$(STAMP): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON3)" ]; then echo "Python 3.11 or later is needed, and there is none on the path." >&2; exit 1; fi
	@$(PYTHON) -m pip --version > /dev/null 2>&1 || { echo "Making $(VENV) ..."; $(PYTHON3) -m venv --clear $(VENV); }
	@echo "Installing into $(VENV) ..."
	@$(PYTHON) -c '$(REQUIREMENTS)' > $(VENV)/requirements.txt
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
		--constraint constraints.txt --requirement $(VENV)/requirements.txt
	@mkdir -p build
	@touch $(STAMP)
