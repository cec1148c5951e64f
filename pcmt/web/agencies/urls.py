"""Addresses of the pages of agencies."""

from django.urls import path

from pcmt.web.agencies import views

urlpatterns = [
    path("co-quan/", views.agencies, name="agencies.list"),
    path("co-quan/<int:agency_id>/", views.agency, name="agencies.agency"),
    path("co-quan/<int:agency_id>/chuc-vu", views.appoint, name="agencies.appoint"),
    path("co-quan/<int:agency_id>/bo-ten", views.forget, name="agencies.forget_alias"),
    path("chuc-vu/<int:post_id>/ket-thuc", views.relieve, name="agencies.relieve"),
]
