"""Addresses of the pages of administration."""

from django.urls import path

from pcmt.web.administration import journal, views

urlpatterns = [
    path("quan-tri/", views.home, name="admin.home"),
    path("quan-tri/quy-tac/", views.rulebook, name="rulebook.show"),
    path("quan-tri/nhat-ky/", journal.entries, name="journal.list"),
]
