"""The room as a Django app."""

from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    """Room: who promised what, by when, and what they claim."""

    name = "camket.discipline"
    label = "discipline"
    default_auto_field = "django.db.models.BigAutoField"
