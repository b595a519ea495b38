"""The room as a Django app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Room: what those who did not do it say."""

    name = "camket.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
