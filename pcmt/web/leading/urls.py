"""Addresses of the pages for those who lead."""

from django.urls import path

from pcmt.web.leading import compare, overview, scores

urlpatterns = [
    path("chi-so/dieu-hanh/", overview.leading, name="indicators.leading"),
    path("chi-so/so-sanh/", compare.compare, name="indicators.compare"),
    path("chi-so/bang-diem/", scores.score_table, name="indicators.score_table"),
    path("chi-so/bang-diem/tep/<str:kind>", scores.score_file, name="indicators.score_file"),
    path("chi-so/bang-diem/<slug:card>/<int:unit_id>/", scores.unit_score, name="indicators.unit_score"),
]
