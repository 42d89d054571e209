from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="transition",
            name="from_entered_at",
            field=models.DateTimeField(null=True),
        ),
    ]
