"""Addresses of the register: files handed in, versions of an act, the way of what came in."""

from django.urls import path

from pcmt.web.documents import books, drafting, handling, receiving, versions

urlpatterns = [
    path("van-ban/dang-ky", receiving.register, name="documents.register_document"),
    path("van-ban/nhan-tep/<int:batch_id>/", receiving.batch, name="documents.batch"),
    path("van-ban/<int:document_id>/them-ban", versions.add, name="documents.add_version"),
    path("van-ban/<int:document_id>/so-sanh/<int:other_id>", versions.compared, name="documents.compare"),
    path("van-ban/so/<slug:which>/<int:year>", books.book, name="documents.book"),
    path("van-ban/di/", drafting.outgoing, name="documents.outgoing"),
    path("van-ban/di/du-thao", drafting.begin, name="documents.begin_draft"),
    path("van-ban/di/du-thao/<int:draft_id>/", drafting.draft, name="documents.draft"),
    path("van-ban/di/du-thao/<int:draft_id>/tep/<int:file_id>", drafting.file, name="documents.draft_file"),
    path("van-ban/di/du-thao/<int:draft_id>/thay-tep", drafting.revise, name="documents.revise_draft"),
    path("van-ban/di/du-thao/<int:draft_id>/trinh", drafting.submit, name="documents.submit_draft"),
    path("van-ban/di/du-thao/<int:draft_id>/tra-lai", drafting.give_back, name="documents.return_draft"),
    path("van-ban/di/du-thao/<int:draft_id>/phat-hanh", drafting.issue, name="documents.issue_draft"),
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
