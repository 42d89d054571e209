"""The Celery application: it carries ids only; PostgreSQL holds the truth."""

import os

from celery import Celery, signals

from ats.embedded.orphans import end_with_supervisor
from ats.logs import leave_logging_alone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ats.settings")

app = Celery("fairlead")
app.config_from_object("django.conf:settings", namespace="CELERY")

signals.setup_logging.connect(leave_logging_alone)
signals.worker_init.connect(end_with_supervisor)
