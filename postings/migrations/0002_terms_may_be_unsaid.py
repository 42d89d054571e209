from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("postings", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="posting",
            name="employment_type",
            field=models.CharField(
                blank=True,
                choices=[
                    ("full_time", "Full time"),
                    ("part_time", "Part time"),
                    ("contract", "Contract"),
                    ("temporary", "Temporary"),
                    ("internship", "Internship"),
                ],
                default="full_time",
                max_length=12,
                verbose_name="employment type",
            ),
        ),
        migrations.AlterField(
            model_name="posting",
            name="workplace_type",
            field=models.CharField(
                blank=True,
                choices=[
                    ("onsite", "On site"),
                    ("hybrid", "Hybrid"),
                    ("remote", "Remote"),
                ],
                default="onsite",
                max_length=8,
                verbose_name="workplace",
            ),
        ),
    ]
