"""Addresses of the pages of classification."""

from django.urls import path

from pcmt.web.classification import views

urlpatterns = [
    path("phan-loai/", views.board, name="classification.board"),
    path("phan-loai/ghi-nhan/", views.decide_class, name="classification.decide_class"),
    path("phan-loai/quyet-dinh/<int:decision_id>/huy/", views.revoke_decision, name="classification.revoke_decision"),
    path("phan-loai/<int:area_id>/", views.show, name="classification.show"),
]
