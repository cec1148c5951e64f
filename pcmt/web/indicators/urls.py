"""Addresses of the pages of indicators."""

from django.urls import path

from pcmt.web.indicators import views

urlpatterns = [
    path("chi-so/", views.list_indicators, name="indicators.list"),
    path("chi-so/<str:code>/", views.show_indicator, name="indicators.show"),
]
