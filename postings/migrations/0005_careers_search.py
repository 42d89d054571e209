"""What the careers site searches: the words of postings, their translations, teams and places.

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
ACCENTED = (
    "ÀÁÂÃÄÅĀĂĄÇĆČĎĐÈÉÊËĒĖĘĚĞÌÍÎÏĪĮŁĽÑŃŇÒÓÔÕÖØŌŐŔŘŚŞŠȘŤȚÙÚÛÜŪŮŰŲÝŸŹŻŽ"
    "àáâãäåāăąçćčďđèéêëēėęěğìíîïīįłľñńňòóôõöøōőŕřśşšșťțùúûüūůűųýÿźżž"
)
PLAIN = (
    "AAAAAAAAACCCDDEEEEEEEEGIIIIIILLNNNOOOOOOOORRSSSSTTUUUUUUUUYYZZZ"
    "aaaaaaaaacccddeeeeeeeegiiiiiillnnnoooooooorrssssttuuuuuuuuyyzzz"
)
# PostgreSQL would keep node.js and full/part-time as one word.
MARKS = "./-_@:+#&,;()"
# A tsvector may have 1 MB: of a longer text, the beginning is found.
BODY = "left(description, 50000)"
CASES = " ".join(
    f"WHEN '{language}' THEN '{name}'::regconfig" for language, name in CONFIGURATIONS.items()
)
CONFIGURATION = f"CASE left(language, 2) {CASES} ELSE 'simple'::regconfig END"


def plain(text):
    spaces = " " * len(MARKS)
    folded = f"translate({text}, '{ACCENTED}{MARKS}', '{PLAIN}{spaces}')"
    return f"to_tsvector('simple'::regconfig, {folded})"


def words(text):
    return f"to_tsvector({CONFIGURATION}, {text}) || {plain(text)}"


def add_column(table, name, vector):
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({vector}) STORED",
        f"ALTER TABLE {table} DROP COLUMN {name}",
    )


def add_index(table, name):
    return migrations.RunSQL(
        f"CREATE INDEX {table}_{name} ON {table} USING gin ({name})", migrations.RunSQL.noop
    )


class Migration(migrations.Migration):
    dependencies = [
        ("postings", "0004_review_note_and_approval"),
    ]

    operations = [
        *(
            operation
            for table in ("postings_posting", "postings_postingtranslation")
            for operation in (
                add_column(table, "title_words", words("title")),
                add_column(table, "words", f"{words('title')} || {words(BODY)}"),
                add_index(table, "words"),
            )
        ),
        add_column("postings_opening", "words", plain("team")),
        add_index("postings_opening", "words"),
        add_column("postings_location", "words", plain("city || ' ' || region")),
        add_index("postings_location", "words"),
        migrations.CreateModel(
            name="PostingWords",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("title_words", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"db_table": "postings_posting", "managed": False},
        ),
        migrations.CreateModel(
            name="TranslationWords",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("posting_id", models.BigIntegerField()),
                ("language", models.CharField(max_length=7)),
                ("title_words", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"db_table": "postings_postingtranslation", "managed": False},
        ),
        migrations.CreateModel(
            name="TeamWords",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("posting_id", models.BigIntegerField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"db_table": "postings_opening", "managed": False},
        ),
        migrations.CreateModel(
            name="PlaceWords",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("posting_id", models.BigIntegerField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"db_table": "postings_location", "managed": False},
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
