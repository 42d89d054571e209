"""The scratch table for the ORM of the ceiling; scratch.py makes it."""

from django.db import models


class Scratch(models.Model):
    body = models.TextField()

    objects: models.Manager["Scratch"] = models.Manager()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_scratch"

    def __str__(self) -> str:
        return f"scratch row {self.pk}"
