"""Address of the desk."""

from django.urls import path

from pcmt.web.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
]
