from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0006_bulk_answer")]

    operations = [
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("answers__contains", [{"flagged": True}])),
                fields=["application"],
                name="submission_flagged",
            ),
        ),
    ]
