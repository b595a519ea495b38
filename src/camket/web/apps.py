"""The pages as a Django app: templates, static files, no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Door: pages."""

    name = "camket.web"
    label = "web"
