"""Addresses of the pages of documents."""

from django.urls import include, path

from pcmt.web.documents import basis, deciding, desk, many, pages, redrawing, searching, versions, views

urlpatterns = [
    path("", include("pcmt.web.documents.register_urls")),
    path("van-ban/", views.list_documents, name="documents.list"),
    path("van-ban/tim", searching.search, name="documents.search"),
    path("van-ban/<int:document_id>/", desk.read, name="documents.read"),
    path("van-ban/<int:document_id>/thong-tin", views.about, name="documents.about"),
    path("van-ban/<int:document_id>/can-cu", basis.document_basis, name="documents.basis"),
    path("van-ban/<int:document_id>/sua-thong-tin", views.correct, name="documents.correct_metadata"),
    path("van-ban/<int:document_id>/doc-lai", versions.reread, name="documents.reread_document"),
    path("van-ban/<int:document_id>/ban-goc", views.original, name="documents.original"),
    path("van-ban/<int:document_id>/danh-dau", views.mark, name="documents.suggest"),
    path("van-ban/<int:document_id>/dieu/<path:anchor>", pages.provision, name="documents.provision"),
    path("van-ban/<int:document_id>/trang/<int:sheet_number>", pages.sheet, name="documents.sheet"),
    path("van-ban/<int:document_id>/dap-an", pages.export, name="documents.export_keys"),
    path("van-ban/<int:document_id>/xac-nhan-nhieu", many.adopt_many, name="plans.adopt_suggestions"),
    path("van-ban/<int:document_id>/ten-co-quan", many.learn, name="agencies.learn_aliases"),
    path("van-ban/<int:document_id>/hoan-tac", deciding.undo, name="documents.undo_decision"),
    path("van-ban/<int:document_id>/bo-qua", deciding.dismiss_all, name="documents.dismiss_suggestions"),
    path("van-ban/goi-y/<int:suggestion_id>/", desk.suggestion, name="documents.suggestion"),
    path("van-ban/goi-y/<int:suggestion_id>/loai-bo", deciding.dismiss, name="documents.dismiss_suggestion"),
    path("van-ban/goi-y/<int:suggestion_id>/xac-nhan", deciding.adopt, name="plans.adopt_suggestion"),
    path("van-ban/goi-y/<int:suggestion_id>/them-nguon", deciding.link, name="plans.link_source"),
    path("van-ban/goi-y/<int:suggestion_id>/tach", redrawing.split, name="documents.split_suggestion"),
    path("van-ban/goi-y/<int:suggestion_id>/gop", redrawing.join, name="documents.join_suggestions"),
    path("van-ban/goi-y/<int:suggestion_id>/doan", redrawing.resize, name="documents.resize_suggestion"),
]
