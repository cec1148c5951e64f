"""Addresses of the pages that build forms; names equal the actions they serve."""

from django.urls import path

from pcmt.web.building import addressing, checking, content, drafts, looking, naming, proposing

DRAFT = "bao-cao-so-lieu/bieu-khan/<int:built_id>/"

urlpatterns = [
    path("bao-cao-so-lieu/bieu-khan/", drafts.begin_form_draft, name="rulebook.begin_form_draft"),
    path(DRAFT, naming.name, name="rulebook.change_form_draft"),
    path(DRAFT + "noi-dung", content.content, name="building.content"),
    path(DRAFT + "kiem-tra", checking.checks, name="building.checks"),
    path(DRAFT + "gui-cho", addressing.addressees, name="building.addressees"),
    path(DRAFT + "xem-thu", looking.trial, name="building.trial"),
    path(DRAFT + "ban-in", looking.print_blank, name="building.print"),
    path(DRAFT + "de-xuat", proposing.propose_form_draft, name="rulebook.propose_form_draft"),
    path(DRAFT + "ban-hanh", proposing.release_form, name="building.release"),
    path(DRAFT + "rut", proposing.withdraw, name="building.withdraw"),
    path(DRAFT + "ket-thuc", proposing.end_form, name="rulebook.end_form"),
    path(DRAFT + "ban-moi", drafts.follow, name="building.follow"),
    path(DRAFT + "hoan-tac", drafts.undo_form_draft, name="rulebook.undo_form_draft"),
    path(DRAFT + "bo", drafts.discard_form_draft, name="rulebook.discard_form_draft"),
    path(DRAFT + "tep", drafts.rule_file, name="building.file"),
]
