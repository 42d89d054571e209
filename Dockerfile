# One image for the web server, the worker, the clock and the one-shot migration.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt
COPY manage.py ./
COPY ats ats
COPY postings postings
COPY applications applications
COPY static static
# These settings serve to gather the static files alone; nothing connects anywhere.
RUN SECRET_KEY=only-to-build DATABASE_URL=postgres://none@none/none REDIS_URL=redis://none/0 \
    FAIRLEAD_VAR=/tmp/var /venv/bin/python manage.py collectstatic --no-input \
    && /venv/bin/python -c "from ats import catalogues; catalogues.compile_stale()"

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home fairlead \
    && install -d -o fairlead -g fairlead -m 700 /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 FAIRLEAD_VAR=/data
USER fairlead
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--no-ws", "--http", "1", "--workers", "2", "--blocking-threads", "8", \
     "--workers-kill-timeout", "20", "ats.wsgi:application"]
