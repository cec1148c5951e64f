"""Addresses of the pages that look over many periods: who sends in time, what is overdue, urging."""

from django.urls import path

from pcmt.web.reporting import tracks

urlpatterns = [
    path("bao-cao-so-lieu/theo-ky", tracks.timeliness, name="reporting.timeliness"),
    path("bao-cao-so-lieu/theo-ky/<int:area_id>", tracks.unit_timeliness, name="reporting.unit_timeliness"),
    path("bao-cao-so-lieu/qua-han", tracks.overdue, name="reporting.overdue"),
    path("bao-cao-so-lieu/qua-han/don-doc", tracks.urge, name="publications.urge"),
]
