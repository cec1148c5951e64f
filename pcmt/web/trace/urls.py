"""Addresses of the pages of trace."""

from django.urls import path

from pcmt.web.trace import views

urlpatterns = [
    path("tra-nguon/", views.find, name="trace.find"),
    path("tra-nguon/<path:reference>", views.show, name="trace.show"),
]
