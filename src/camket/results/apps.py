"""The room as a Django app."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Room: what came of it."""

    name = "camket.results"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"
