"""Addresses of the pages of administration."""

from django.urls import path

from pcmt.web.administration import anchors, imports, journal, releases, shredding, views

urlpatterns = [
    path("quan-tri/", views.home, name="admin.home"),
    path("quan-tri/quy-tac/", views.rulebook, name="rulebook.show"),
    path("quan-tri/quy-tac/bo-sung/", releases.propose_release, name="rulebook.propose_release"),
    path("quan-tri/quy-tac/bo-sung/<int:release_id>/ban-hanh", releases.release, name="rulebook.release"),
    path("quan-tri/quy-tac/bo-sung/<int:release_id>/rut", releases.withdraw_release, name="rulebook.withdraw_release"),
    path("quan-tri/nhap/co-quan/", imports.agencies_trial, name="agencies.preview_import"),
    path("quan-tri/nhap/co-quan/ghi", imports.agencies_entering, name="agencies.import_agencies"),
    path("quan-tri/nhap/co-quan/mau", imports.agencies_file, name="agencies.import_sheet"),
    path("quan-tri/nhap/co-quan/tep/<int:file_id>", imports.agencies_file, name="agencies.import_file"),
    path("quan-tri/nhap/tai-khoan/", imports.users_trial, name="accounts.preview_import"),
    path("quan-tri/nhap/tai-khoan/ghi", imports.users_entering, name="accounts.import_users"),
    path("quan-tri/nhap/tai-khoan/mau", imports.users_file, name="accounts.import_sheet"),
    path("quan-tri/nhap/tai-khoan/tep/<int:file_id>", imports.users_file, name="accounts.import_file"),
    path("quan-tri/nhat-ky/", journal.entries, name="journal.list"),
    path("quan-tri/nhat-ky/tep", journal.export, name="journal.export"),
    path("quan-tri/nhat-ky/<int:entry_id>/", shredding.entry, name="journal.entry"),
    path("quan-tri/nhat-ky/<int:entry_id>/xoa-thong-tin-ca-nhan", shredding.shred, name="journal.shred"),
    path("quan-tri/nhat-ky/diem-neo/", anchors.anchors, name="journal.anchors"),
    path("quan-tri/nhat-ky/diem-neo/lap", anchors.anchor, name="journal.anchor"),
    path("quan-tri/nhat-ky/diem-neo/<str:day>/", anchors.sheet, name="journal.anchor_sheet"),
    path("quan-tri/nhat-ky/diem-neo/<str:day>.txt", anchors.text, name="journal.anchor_text"),
]
