"""The room as a Django app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Room: what was given to do it with."""

    name = "camket.resources"
    label = "resources"
    default_auto_field = "django.db.models.BigAutoField"
