"""Addresses of the pages that look over many units or periods: figures, who sends in time, what is overdue."""

from django.urls import path

from pcmt.web.reporting import tracks, units

urlpatterns = [
    path("bao-cao-so-lieu/nhieu-don-vi", units.units, name="reporting.units"),
    path("bao-cao-so-lieu/nhieu-don-vi/nhap", units.enter_units, name="reporting.enter_units"),
    path("bao-cao-so-lieu/theo-ky", tracks.timeliness, name="reporting.timeliness"),
    path("bao-cao-so-lieu/theo-ky/<int:area_id>", tracks.unit_timeliness, name="reporting.unit_timeliness"),
    path("bao-cao-so-lieu/qua-han", tracks.overdue, name="reporting.overdue"),
    path("bao-cao-so-lieu/qua-han/don-doc", tracks.urge, name="publications.urge"),
]
