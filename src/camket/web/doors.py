"""Pages: doors."""

from django.urls import URLPattern

urls: list[URLPattern] = []
