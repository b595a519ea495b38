"""Where every address leads: the API under /api/v1, everything else to the pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("camket.web.urls")),
]
