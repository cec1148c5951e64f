"""Addresses of requests on occasion; names equal the actions and queries they serve."""

from django.urls import path

from pcmt.web.reporting import requesting

REQUEST = "bao-cao-so-lieu/dot-xuat/<int:request_id>/"

urlpatterns = [
    path("bao-cao-so-lieu/dot-xuat/", requesting.requests, name="reporting.requests"),
    path("bao-cao-so-lieu/dot-xuat/gui", requesting.ask, name="reporting.ask"),
    path(REQUEST, requesting.one_request, name="reporting.request"),
    path(REQUEST + "doi-han", requesting.move_deadline, name="reporting.move_deadline"),
    path(REQUEST + "rut", requesting.withdraw_request, name="reporting.withdraw_request"),
    path(REQUEST + "tra-loi.<str:kind>", requesting.answers, name="reporting.request_answers"),
]
