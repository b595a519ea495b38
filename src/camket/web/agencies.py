"""Pages: agencies."""

from django.urls import URLPattern

urls: list[URLPattern] = []
