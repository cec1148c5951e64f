"""Addresses. Each package of pages brings its own table; names equal the actions they serve."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "pcmt.web.views.unreadable"
handler500 = "pcmt.web.failing.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pcmt.web.urls")),
]
