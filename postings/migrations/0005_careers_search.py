"""What the careers site searches: title and description, as words of their language.

Each text is there twice. Stemmed by the rules of its language, "engineers" finds an engineer;
as plain words without accents, "engin" finds one while it is being typed, a name keeps its form,
and a reader of another language finds the words as they stand.
"""

from django.db import migrations, models

import django.contrib.postgres.search

CONFIGURATIONS = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "nl": "dutch",
    "pt": "portuguese",
}
FOLDED_FROM = (
    "ÀÁÂÃÄÅĀĂĄÇĆČĎĐÈÉÊËĒĖĘĚĞÌÍÎÏĪĮŁĽÑŃŇÒÓÔÕÖØŌŐŔŘŚŞŠȘŤȚÙÚÛÜŪŮŰŲÝŸŹŻŽ"
    "àáâãäåāăąçćčďđèéêëēėęěğìíîïīįłľñńňòóôõöøōőŕřśşšșťțùúûüūůűųýÿźżž"
)
FOLDED_TO = (
    "AAAAAAAAACCCDDEEEEEEEEGIIIIIILLNNNOOOOOOOORRSSSSTTUUUUUUUUYYZZZ"
    "aaaaaaaaacccddeeeeeeeegiiiiiillnnnoooooooorrssssttuuuuuuuuyyzzz"
)
# A tsvector may have 1 MB: of a longer text, the beginning is found.
INDEXED_CHARACTERS = 50_000
CASES = " ".join(
    f"WHEN '{language}' THEN '{name}'::regconfig" for language, name in CONFIGURATIONS.items()
)
CONFIGURATION = f"CASE left(language, 2) {CASES} ELSE 'simple'::regconfig END"
BODY = f"left(description, {INDEXED_CHARACTERS})"


def plain(text):
    return f"to_tsvector('simple'::regconfig, translate({text}, '{FOLDED_FROM}', '{FOLDED_TO}'))"


VECTOR = f"""
    setweight(to_tsvector({CONFIGURATION}, title), 'A')
    || setweight(to_tsvector({CONFIGURATION}, {BODY}), 'D')
    || setweight({plain("title")}, 'A')
    || setweight({plain(BODY)}, 'D')
"""


def column_of(table):
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({VECTOR}) STORED; "
        f"CREATE INDEX {table}_words ON {table} USING gin (search)",
        f"ALTER TABLE {table} DROP COLUMN search",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("postings", "0004_review_note_and_approval"),
    ]

    operations = [
        column_of("postings_posting"),
        column_of("postings_postingtranslation"),
        migrations.CreateModel(
            name="PostingWords",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("search", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"db_table": "postings_posting", "managed": False},
        ),
        migrations.CreateModel(
            name="TranslationWords",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("posting_id", models.BigIntegerField()),
                ("language", models.CharField(max_length=7)),
                ("search", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"db_table": "postings_postingtranslation", "managed": False},
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(
                    ("is_confidential", False),
                    ("is_listed", True),
                    ("published_at__isnull", False),
                    ("status", "open"),
                ),
                fields=["-published_at", "-id"],
                include=(
                    "version",
                    "updated_at",
                    "apply_by_on",
                    "department",
                    "workplace_type",
                    "employment_type",
                    "window_from_minutes",
                    "window_to_minutes",
                ),
                name="posting_listed_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(fields=["team"], name="opening_team"),
        ),
    ]
