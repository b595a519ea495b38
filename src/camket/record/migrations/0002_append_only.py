"""Closes the tables of facts: from here on they only grow."""

from django.db import migrations

from camket.record.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [
        append_only(
            "record_checkpoint",
            "record_entry",
            "record_evidence",
            "record_mention",
            "record_node",
            "record_opening",
        )
    ]
