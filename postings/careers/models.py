"""The words of postings, as the careers site searches them.

Generated columns of other models' tables (migration 0005_careers_search). They are no fields of
those models, because whoever asks for a posting would be sent its whole index.
"""

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class PostingWords(models.Model):
    id = models.BigIntegerField(primary_key=True)
    title_words = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        managed = False
        db_table = "postings_posting"

    def __str__(self) -> str:
        return str(self.id)


class TranslationWords(models.Model):
    id = models.BigIntegerField(primary_key=True)
    posting_id = models.BigIntegerField()
    language = models.CharField(max_length=7)
    title_words = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        managed = False
        db_table = "postings_postingtranslation"

    def __str__(self) -> str:
        return str(self.id)


class TeamWords(models.Model):
    id = models.BigIntegerField(primary_key=True)
    posting_id = models.BigIntegerField()
    words = SearchVectorField()

    class Meta:
        managed = False
        db_table = "postings_opening"

    def __str__(self) -> str:
        return str(self.id)


class PlaceWords(models.Model):
    id = models.BigIntegerField(primary_key=True)
    posting_id = models.BigIntegerField()
    words = SearchVectorField()

    class Meta:
        managed = False
        db_table = "postings_location"

    def __str__(self) -> str:
        return str(self.id)
