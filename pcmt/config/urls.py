"""Addresses. Each package of pages brings its own table; names equal the actions they serve."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "pcmt.web.views.unreadable"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pcmt.web.urls")),
]
