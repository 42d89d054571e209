"""The words of postings, as the careers site searches them."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class PostingWords(models.Model):
    """A generated column of Posting's own table (migration 0005_careers_search).

    It is no field of Posting, because whoever asks for a posting would be sent its whole index.
    """

    id = models.BigIntegerField(primary_key=True)
    search = SearchVectorField()

    class Meta:
        managed = False
        db_table = "postings_posting"

    def __str__(self) -> str:
        return str(self.id)


class TranslationWords(models.Model):
    """The same of PostingTranslation's."""

    id = models.BigIntegerField(primary_key=True)
    posting_id = models.BigIntegerField()
    language = models.CharField(max_length=7)
    search = SearchVectorField()

    class Meta:
        managed = False
        db_table = "postings_postingtranslation"

    def __str__(self) -> str:
        return str(self.id)
