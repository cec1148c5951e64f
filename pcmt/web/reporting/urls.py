"""Addresses of the pages of reporting; names equal the actions they serve."""

from django.urls import include, path

from pcmt.web.reporting import (
    attaching,
    board,
    closing,
    dealing,
    gathering,
    importing,
    live,
    quality,
    sheet,
    steps,
    tally,
)

REPORT = "bao-cao-so-lieu/<int:submission_id>/"

urlpatterns = [
    path("", include("pcmt.web.reporting.tracks_urls")),
    path("", include("pcmt.web.reporting.workbooks_urls")),
    path("", include("pcmt.web.reporting.requesting_urls")),
    path("bao-cao-so-lieu/", board.board, name="reporting.board"),
    path("bao-cao-so-lieu/y-kien", gathering.gathered, name="reporting.gathered"),
    path("bao-cao-so-lieu/y-kien/<slug:kind>", gathering.gathered_file, name="reporting.gathered_file"),
    path("bao-cao-so-lieu/thay-doi", live.board_pulse, name="reporting.board_pulse"),
    path("bao-cao-so-lieu/mo-ky", board.open_period, name="reporting.open_period"),
    path("bao-cao-so-lieu/tong-hop", board.summary, name="reporting.summary"),
    path("bao-cao-so-lieu/chat-luong", quality.quality, name="reporting.quality"),
    path("bao-cao-so-lieu/chot-nhieu", closing.accept_many, name="reporting.accept_many"),
    path("bao-cao-so-lieu/nhap-hang-loat", importing.figures, name="reporting.import_figures"),
    path("bao-cao-so-lieu/ky", dealing.period, name="reporting.period"),
    path("bao-cao-so-lieu/ky/dong", dealing.close_period, name="reporting.close_period"),
    path("bao-cao-so-lieu/ky/mo-lai", dealing.reopen_period, name="reporting.reopen_period"),
    path("bao-cao-so-lieu/ky/nhap-muon", dealing.allow_late_entry, name="reporting.allow_late_entry"),
    path("bao-cao-so-lieu/gia-han/<int:extension_id>", dealing.decide_extension, name="reporting.decide_extension"),
    path(REPORT + "gia-han", dealing.ask_extension, name="reporting.ask_extension"),
    path(REPORT + "khong-phat-sinh", dealing.report_nothing, name="reporting.report_nothing"),
    path(REPORT + "y-kien", dealing.remark, name="reporting.remark"),
    path(REPORT + "kiem-tra", dealing.take_up, name="reporting.take_up"),
    path(REPORT, sheet.submission, name="reporting.submission"),
    path(REPORT + "nhap", sheet.enter_cells, name="reporting.enter_cells"),
    path(REPORT + "tep/<slug:question>", attaching.attach_answer, name="reporting.attach_answer"),
    path(REPORT + "tep/<slug:question>/tai-ve", attaching.answer_file, name="reporting.answer_file"),
    path(REPORT + "in", sheet.print_form, name="reporting.print_form"),
    path(REPORT + "phieu-cong", tally.tally_sheet, name="reporting.tally_sheet"),
    path(REPORT + "xac-nhan/<slug:section>", steps.confirm_section, name="reporting.confirm_section"),
    path(REPORT + "ky", steps.sign, name="reporting.sign"),
    path(REPORT + "ban-ky", steps.upload_signed, name="reporting.upload_signed"),
    path(REPORT + "ban-ky/tai-ve", steps.signed_copy, name="reporting.signed_copy"),
    path(REPORT + "gui", steps.submit, name="reporting.submit"),
    path(REPORT + "tra-lai", steps.return_for_correction, name="reporting.return_for_correction"),
    path(REPORT + "da-xem", quality.set_aside, name="reporting.set_aside"),
    path(REPORT + "chot", steps.accept, name="reporting.accept"),
    path(REPORT + "dinh-chinh", steps.correct, name="reporting.correct"),
]
