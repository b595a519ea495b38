"""Closes the tables of facts: from here on they only grow."""

from django.db import migrations

from camket.record.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("discipline", "0001_initial")]

    operations = [
        append_only(
            "discipline_acceptance",
            "discipline_adoptedrule",
            "discipline_agency",
            "discipline_annulment",
            "discipline_appointment",
            "discipline_calendarday",
            "discipline_claim",
            "discipline_claimevidence",
            "discipline_clause",
            "discipline_conclusion",
            "discipline_correction",
            "discipline_deadline",
            "discipline_departure",
            "discipline_directive",
            "discipline_extensionrefusal",
            "discipline_extensionrequest",
            "discipline_field",
            "discipline_meeting",
            "discipline_person",
            "discipline_post",
            "discipline_programme",
            "discipline_progress",
            "discipline_return",
            "discipline_share",
            "discipline_shareend",
            "discipline_succession",
            "discipline_task",
            "discipline_unreadrow",
            "discipline_withdrawal",
        )
    ]
