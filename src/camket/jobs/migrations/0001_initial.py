"""The tables of background work."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("place", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("about", models.TextField(blank=True)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("due_at", models.DateTimeField()),
                ("tries", models.IntegerField(default=0)),
                ("leased_by", models.CharField(blank=True, max_length=80)),
                ("leased_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("told", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due_at"], name="jobs_job_due")],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=80)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("good", models.BooleanField(null=True)),
                ("told", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "seen_at"], name="jobs_round_seen")],
            },
        ),
    ]
