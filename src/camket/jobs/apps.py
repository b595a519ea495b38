"""The room as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Room: work done in the background."""

    name = "camket.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
