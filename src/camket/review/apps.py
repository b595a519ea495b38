"""The room as a Django app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Room: what may be said about the quarter."""

    name = "camket.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
