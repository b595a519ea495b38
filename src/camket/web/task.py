"""Pages: task."""

from django.urls import URLPattern

urls: list[URLPattern] = []
