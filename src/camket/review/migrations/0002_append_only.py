"""Closes the tables of facts: from here on they only grow."""

from django.db import migrations

from camket.record.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]

    operations = [
        append_only(
            "review_frozenfigure",
            "review_restatement",
        )
    ]
