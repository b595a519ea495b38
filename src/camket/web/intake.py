"""Pages: intake."""

from django.urls import URLPattern

urls: list[URLPattern] = []
