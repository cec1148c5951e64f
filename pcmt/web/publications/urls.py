"""Addresses of the pages of official reports; names equal the actions they serve."""

from django.urls import path

from pcmt.web.publications import picking, unit_reports, views

UNIT = "bao-cao-so-lieu/<int:submission_id>/van-ban/"

urlpatterns = [
    path("bao-cao-tong-hop/", views.report_list, name="publications.list"),
    path("bao-cao-tong-hop/lap/", views.compose_report, name="publications.compose"),
    path("bao-cao-tong-hop/<int:report_id>/", views.report, name="publications.show"),
    path("bao-cao-tong-hop/<int:report_id>/dinh-chinh/", views.correct_report, name="publications.correct"),
    path("bao-cao-tong-hop/<int:report_id>/loi-van/", views.words, name="publications.edit_words"),
    path("bao-cao-tong-hop/<int:report_id>/y-kien/<slug:block>/", picking.pick, name="publications.pick_words"),
    path("bao-cao-tong-hop/<int:report_id>/cap-nhat/", views.refresh_figures, name="publications.refresh"),
    path("bao-cao-tong-hop/<int:report_id>/trinh-ky/", views.submit, name="publications.submit_for_signature"),
    path("bao-cao-tong-hop/<int:report_id>/tra-lai/", views.give_back, name="publications.return_draft"),
    path("bao-cao-tong-hop/<int:report_id>/ky-duyet/", views.approve, name="publications.sign"),
    path("bao-cao-tong-hop/<int:report_id>/phat-hanh/", views.issue_report, name="publications.issue"),
    path("bao-cao-tong-hop/<int:report_id>/<slug:kind>", views.download, name="publications.download"),
    path(UNIT, unit_reports.unit_report, name="publications.unit_report"),
    path(UNIT + "<slug:kind>", unit_reports.unit_report_file, name="publications.unit_report_file"),
]
