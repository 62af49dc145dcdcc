# make run       serve on this machine, with a demo organization; needs Python 3.11 and make, nothing else
# make install   the virtual environment of a deployment, gunicorn in it, and the static files
# make test      everything that CI checks
# make bench     the figures of the benchmark
# make openapi   the API's document, anew from the source
# make lock      the lock files, anew from pyproject.toml
# make icons     the sprite of the icons that the pages name, anew; needs npm
# make screenshots  the README's pictures, anew from the pages
# make format    the source, formatted

HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: run install dev test bench openapi lock icons screenshots format

run: install
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo --address http://$(HOST):$(PORT)
	@exec $(BIN)/gunicorn --config config/gunicorn.py --bind $(HOST):$(PORT) config.wsgi

# Of the libraries' files, what no page of ours uses stays out.
install: .venv/installed
	@$(BIN)/python manage.py collectstatic --no-input --verbosity 0 --ignore '*.map' --ignore 'redoc*' --ignore 'htmax*' \
		--ignore screenshots

dev: .venv/installed-dev

test: dev
	@.ci/packages
	@.ci/test

bench: dev
	@.ci/packages
	@$(BIN)/python -m tests.bench

openapi: dev
	@$(BIN)/python manage.py openapi > static/openapi.json

lock: dev
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		pyproject.toml --extra mcp --output-file requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet \
		pyproject.toml --extra mcp --group dev --constraints requirements.lock --output-file requirements-dev.lock

icons: dev
	@folder=$$(mktemp -d) && trap 'rm -r "$$folder"' EXIT && \
		npm pack --silent --pack-destination "$$folder" bootstrap-icons@1.13.2 >/dev/null && \
		tar -xzf "$$folder"/*.tgz -C "$$folder" && $(BIN)/python -m tests.sprite "$$folder/package/icons"

screenshots: dev
	@$(BIN)/python -m pytest -q --database=postgres --screenshots=static/screenshots tests/browser/test_screenshots.py

format: dev
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.venv/installed-dev: .venv/installed requirements-dev.lock
	@echo "Installing what the tests need"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/installed: .venv/bin/python requirements.lock
	@echo "Installing what Atelier needs"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

# An environment is made once: the time of its python, which is a link, says nothing.
.venv/bin/python:
	@for python in python3.11 python3; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec $$python -m venv .venv; \
		fi; \
	done; \
	echo "Atelier needs Python 3.11 or newer, and found none: install it as python3" >&2; exit 1
