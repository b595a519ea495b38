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
            "discipline_carriedcheck",
            "discipline_carriedover",
            "discipline_cataloguechange",
            "discipline_charge",
            "discipline_chargeend",
            "discipline_claim",
            "discipline_claimevidence",
            "discipline_clause",
            "discipline_conclusion",
            "discipline_correction",
            "discipline_deadline",
            "discipline_departure",
            "discipline_directive",
            "discipline_disclosure",
            "discipline_extensionrefusal",
            "discipline_extensionrequest",
            "discipline_field",
            "discipline_incomingmessage",
            "discipline_mandate",
            "discipline_mandateend",
            "discipline_meeting",
            "discipline_messagefile",
            "discipline_partdefault",
            "discipline_passing",
            "discipline_person",
            "discipline_post",
            "discipline_postend",
            "discipline_programme",
            "discipline_progress",
            "discipline_return",
            "discipline_share",
            "discipline_shareend",
            "discipline_sheetdifference",
            "discipline_sheetline",
            "discipline_sheettaken",
            "discipline_succession",
            "discipline_task",
            "discipline_trackerexport",
            "discipline_trackermatch",
            "discipline_trackerrow",
            "discipline_unreadrow",
            "discipline_withdrawal",
        )
    ]
