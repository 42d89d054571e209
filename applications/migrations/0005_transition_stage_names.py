from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0004_attribution_and_answer_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="transition",
            name="from_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="transition",
            name="to_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
    ]
