"""Addresses of the pages of documents."""

from django.urls import path

from pcmt.web.documents import desk, receiving, versions, views

urlpatterns = [
    path("van-ban/", views.list_documents, name="documents.list"),
    path("van-ban/dang-ky", receiving.register, name="documents.register_document"),
    path("van-ban/nhan-tep/<int:batch_id>/", receiving.batch, name="documents.batch"),
    path("van-ban/<int:document_id>/", desk.read, name="documents.read"),
    path("van-ban/<int:document_id>/thong-tin", views.about, name="documents.about"),
    path("van-ban/<int:document_id>/sua-thong-tin", views.correct, name="documents.correct_metadata"),
    path("van-ban/<int:document_id>/them-ban", versions.add, name="documents.add_version"),
    path("van-ban/<int:document_id>/so-sanh/<int:other_id>", versions.compared, name="documents.compare"),
    path("van-ban/<int:document_id>/ban-goc", views.original, name="documents.original"),
    path("van-ban/<int:document_id>/danh-dau", views.mark, name="documents.suggest"),
    path("van-ban/goi-y/<int:suggestion_id>/loai-bo", desk.dismiss, name="documents.dismiss_suggestion"),
    path("van-ban/goi-y/<int:suggestion_id>/xac-nhan", desk.adopt, name="plans.adopt_suggestion"),
]
