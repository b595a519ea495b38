"""The record as a Django app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Room: every act once, in order, and its proof."""

    name = "camket.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
