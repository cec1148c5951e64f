"""Address of the search page."""

from django.urls import path

from pcmt.web.search import views

urlpatterns = [
    path("tim-kiem/", views.search, name="search"),
]
