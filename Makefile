# The commands of this project. Only Python 3.11 or newer and make are needed; see docs/running.md.

PORT ?= 8000
JOBS ?= 2
ARGS ?=
VENV := .venv
RUN := $(VENV)/bin/python
# A production-like environment for checks that start nothing and connect to nothing.
PRODUCTION := FAIRLEAD_ENV=production FAIRLEAD_URL=https://careers.example.org \
	DATABASE_URL=postgres://check@127.0.0.1:1/check REDIS_URL=redis://127.0.0.1:1/0 \
	SECRET_KEY=0123456789-only-for-checks-abcdefghijklmnopqrstuvwxyz
LOCK := --quiet --universal --python-version 3.11 --no-annotate --no-header $(ARGS)

.PHONY: help run test test-long quick check messages screenshots lock bench clean
.DEFAULT_GOAL := help

help:
	@echo "make run          start everything on http://127.0.0.1:$(PORT)/ (PORT=… for another)"
	@echo "make test         the whole suite, reduced repetitions (ARGS='-k name' for some of it)"
	@echo "make quick        the suite without browser, worker and repeated scenarios"
	@echo "make test-long    the repeated scenarios at full counts"
	@echo "make check        lint, types, import contracts, migrations, messages, deployment check"
	@echo "make messages     gather the messages that can be translated"
	@echo "make screenshots  pictures of all pages, in test-results/pictures"
	@echo "make lock         recompile the pinned requirements"
	@echo "make bench        measure the main paths (ARGS='--quick' for a short look)"
	@echo "make clean        remove what this file made; the data in var/ stays"

run: $(VENV)/installed-embedded
	@exec $(RUN) manage.py up --port $(PORT)

test: $(VENV)/installed-dev
	@$(RUN) -m ats.testing.chromium
	@$(RUN) -m pytest -n $(JOBS) $(ARGS)

quick: $(VENV)/installed-dev
	@$(RUN) -m pytest -n $(JOBS) -m "not browser and not worker and not long" $(ARGS)

test-long: $(VENV)/installed-dev
	@FAIRLEAD_LONG=1 $(RUN) -m pytest -m long $(ARGS) || \
	if [ $$? -eq 5 ]; then echo "No test is marked long."; else exit 1; fi

check: $(VENV)/installed-dev
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
	$(RUN) -m djlint --lint --quiet ats postings applications
	$(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(RUN) manage.py catalogues check
	$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING

messages: $(VENV)/installed-dev
	$(RUN) manage.py catalogues update

screenshots: $(VENV)/installed-dev
	@$(RUN) -m ats.testing.chromium
	@$(RUN) manage.py screenshots $(ARGS)

lock: $(VENV)/installed-dev
	$(RUN) -m pip install --quiet uv
	$(RUN) -m uv pip compile $(LOCK) -o requirements.txt pyproject.toml
	$(RUN) -m uv pip compile $(LOCK) -o requirements-embedded.txt pyproject.toml --group embedded
	$(RUN) -m uv pip compile $(LOCK) -o requirements-dev.txt pyproject.toml --group dev

bench: $(VENV)/installed-dev
	@exec $(RUN) manage.py bench $(ARGS)

clean:
	rm -rf $(VENV) staticfiles test-results .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find ats postings applications -name __pycache__ -prune -exec rm -rf {} +

# The environment. A stamp holds the checksum of the requirements that were installed, so that a
# change of branch installs anew and everything else costs nothing. dev contains embedded.

$(VENV)/installed-%: requirements-%.txt FORCE
	@sum="$$(cksum < requirements-$*.txt)"; \
	if [ "$$(cat $@ 2>/dev/null)" = "$$sum" ]; then exit 0; fi; \
	$(find_python) \
	if [ ! -x $(RUN) ]; then \
		echo "Making $(VENV) with $$($$python --version) …"; \
		$$python -m venv --clear $(VENV) || exit 1; \
	fi; \
	echo "Installing requirements-$*.txt …"; \
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-$*.txt || exit 1; \
	echo "$$sum" > $@; \
	if [ $* = dev ]; then cksum < requirements-embedded.txt > $(VENV)/installed-embedded; fi

.PHONY: FORCE
FORCE:

define find_python
for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	python=; \
done; \
if [ -z "$$python" ]; then \
	echo "Python 3.11 or newer is needed and was not found; PYTHON=/path/to/python names one."; \
	exit 1; \
fi; \
if ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
	echo "$$python lacks the venv module; install it (Debian, Ubuntu: apt-get install python3-venv)."; \
	exit 1; \
fi;
endef
