"""Pages: tasks."""

from django.urls import URLPattern

urls: list[URLPattern] = []
