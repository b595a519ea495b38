"""Where every address leads: the API under /api/v1, everything else to the pages."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("camket.api.urls")),
    path("", include("camket.web.urls")),
]
