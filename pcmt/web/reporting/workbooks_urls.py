"""Addresses of reports by Excel: handed out, tried, taken; of one report, or of many in one workbook."""

from django.urls import path

from pcmt.web.reporting import workbooks

REPORT = "bao-cao-so-lieu/<int:submission_id>/"

urlpatterns = [
    path("bao-cao-so-lieu/excel", workbooks.try_workbook, name="reporting.try_workbook"),
    path("bao-cao-so-lieu/excel/mau", workbooks.blank_of_many, name="reporting.blank_of_many"),
    path("bao-cao-so-lieu/excel/luu", workbooks.take_workbook, name="reporting.take_workbook"),
    path("bao-cao-so-lieu/excel/<slug:token>", workbooks.marked, name="reporting.marked_workbook"),
    path(REPORT + "excel", workbooks.try_workbook, name="reporting.try_workbook_of"),
    path(REPORT + "excel/mau", workbooks.blank, name="reporting.blank"),
    path(REPORT + "excel/luu", workbooks.take_workbook, name="reporting.take_workbook_of"),
]
