"""Addresses of what a browser asks for to work without a line."""

from django.urls import path

from pcmt.web.reporting import away

REPORT = "bao-cao-so-lieu/<int:submission_id>/"

urlpatterns = [
    path("bao-cao-so-lieu/mang-theo", away.forms_to_keep, name="reporting.forms_to_keep"),
    path("bao-cao-so-lieu/duong-truyen", away.line, name="reporting.line"),
    path(REPORT + "mang-theo", away.form_away, name="reporting.form_away"),
    path(REPORT + "gui-lai", away.enter_once, name="reporting.enter_once"),
]
