"""Addresses of the pages of indicators."""

from django.urls import path

from pcmt.web.indicators import differences, files, frames, views

urlpatterns = [
    path("bao-cao-so-lieu/doi-chieu/", differences.differences, name="indicators.differences"),
    path("bao-cao-so-lieu/doi-chieu/ghi-nhan", differences.record_finding, name="indicators.record_finding"),
    path("chi-so/", views.list_indicators, name="indicators.list"),
    path("chi-so/<str:code>/", views.show_indicator, name="indicators.show"),
    path("chi-so/<str:code>/ban-do", frames.frames, name="indicators.frames"),
    path("chi-so/<str:code>/tep.<str:file_kind>", files.indicator_file, name="indicators.file"),
]
