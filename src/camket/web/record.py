"""Pages: record."""

from django.urls import URLPattern

urls: list[URLPattern] = []
