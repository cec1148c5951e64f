"""Addresses of the pages of administration."""

from django.urls import path

from pcmt.web.administration import imports, journal, views

urlpatterns = [
    path("quan-tri/", views.home, name="admin.home"),
    path("quan-tri/quy-tac/", views.rulebook, name="rulebook.show"),
    path("quan-tri/nhap/co-quan/", imports.agencies_trial, name="agencies.preview_import"),
    path("quan-tri/nhap/co-quan/ghi", imports.agencies_entering, name="agencies.import_agencies"),
    path("quan-tri/nhap/co-quan/mau", imports.agencies_file, name="agencies.import_sheet"),
    path("quan-tri/nhap/co-quan/tep/<int:file_id>", imports.agencies_file, name="agencies.import_file"),
    path("quan-tri/nhap/tai-khoan/", imports.users_trial, name="accounts.preview_import"),
    path("quan-tri/nhap/tai-khoan/ghi", imports.users_entering, name="accounts.import_users"),
    path("quan-tri/nhap/tai-khoan/mau", imports.users_file, name="accounts.import_sheet"),
    path("quan-tri/nhap/tai-khoan/tep/<int:file_id>", imports.users_file, name="accounts.import_file"),
    path("quan-tri/nhat-ky/", journal.entries, name="journal.list"),
]
