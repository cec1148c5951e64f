"""Addresses of the pages of areas."""

from django.urls import path

from pcmt.web.areas import views

urlpatterns = [
    path("dia-ban/", views.areas, name="areas.list"),
    path("dia-ban/<int:area_id>/", views.area, name="areas.area"),
]
