"""Addresses of the register: files handed in, versions of an act, the way of what came in."""

from django.urls import path

from pcmt.web.documents import handling, receiving, versions

urlpatterns = [
    path("van-ban/dang-ky", receiving.register, name="documents.register_document"),
    path("van-ban/nhan-tep/<int:batch_id>/", receiving.batch, name="documents.batch"),
    path("van-ban/<int:document_id>/them-ban", versions.add, name="documents.add_version"),
    path("van-ban/<int:document_id>/so-sanh/<int:other_id>", versions.compared, name="documents.compare"),
    path("van-ban/den/", handling.incoming, name="documents.incoming"),
    path("van-ban/den/so-mat", handling.note_sealed, name="documents.note_sealed_deadline"),
    path("van-ban/den/so-mat/<int:deadline_id>/xong", handling.close_sealed, name="documents.close_sealed_deadline"),
    path("van-ban/<int:document_id>/xu-ly", handling.show, name="documents.handling"),
    path("van-ban/<int:document_id>/xu-ly/but-phe", handling.note, name="documents.endorse"),
    path("van-ban/<int:document_id>/xu-ly/giao", handling.assign, name="documents.assign_handler"),
    path("van-ban/<int:document_id>/xu-ly/tra-loi", handling.reply, name="documents.record_reply"),
    path("van-ban/<int:document_id>/xu-ly/ket-thuc", handling.close, name="documents.close_handling"),
    path("van-ban/<int:document_id>/xu-ly/lam-lai", handling.reopen, name="documents.reopen_handling"),
]
