"""Addresses of the pages of committees at work."""

from django.urls import path

from pcmt.web.committee import (
    answering,
    attending,
    briefing,
    calling,
    concluding,
    inspecting,
    member,
    opining,
    remedying,
    reviewing,
    views,
)

MEETING = "ban-chi-dao/hop/<int:meeting_id>"
BRIEFING = "ban-chi-dao/quan-triet/<int:briefing_id>"
REVIEW = "ban-chi-dao/so-ket/<int:review_id>"
INSPECTION = "ban-chi-dao/kiem-tra/<int:inspection_id>"
FINDING = "ban-chi-dao/ton-tai/<int:finding_id>"
OPINION = "ban-chi-dao/y-kien/<int:opinion_id>"

urlpatterns = [
    path("ban-chi-dao/hop/", views.meetings, name="committee.meetings"),
    path("ban-chi-dao/hop/moi", calling.call, name="committee.call_meeting"),
    path(f"{MEETING}/", views.meeting, name="committee.meeting"),
    path(f"{MEETING}/<str:which>.docx", views.paper, name="committee.paper"),
    path(f"{MEETING}/sua", calling.revise, name="committee.revise_meeting"),
    path(f"{MEETING}/huy", calling.cancel, name="committee.cancel_meeting"),
    path(f"{MEETING}/thanh-phan", attending.attendance, name="committee.record_attendance"),
    path(f"{MEETING}/bien-ban", attending.minutes, name="committee.write_minutes"),
    path(f"{MEETING}/ket-luan", concluding.add, name="committee.add_conclusion"),
    path(f"{MEETING}/ket-luan/<int:conclusion_id>", concluding.revise, name="committee.revise_conclusion"),
    path(f"{MEETING}/ket-luan/<int:conclusion_id>/bo", concluding.drop, name="committee.drop_conclusion"),
    path(f"{MEETING}/du-thao", concluding.draft, name="committee.draft_announcement"),
    path(f"{MEETING}/thong-bao", concluding.link, name="committee.link_announcement"),
    path(f"{MEETING}/giao-viec", concluding.give, name="committee.give_tasks"),
    path("ban-chi-dao/quan-triet/", briefing.briefings, name="committee.briefings"),
    path("ban-chi-dao/quan-triet/moi", briefing.ask, name="committee.ask_briefing"),
    path(f"{BRIEFING}/", briefing.show_briefing, name="committee.briefing"),
    path(f"{BRIEFING}/bang.csv", briefing.table, name="committee.briefing_table"),
    path(f"{BRIEFING}/rut", briefing.withdraw, name="committee.withdraw_briefing"),
    path(f"{BRIEFING}/co-quan/<int:agency_id>", briefing.record, name="committee.record_briefing"),
    path(
        f"{BRIEFING}/co-quan/<int:agency_id>/<int:sitting_id>/rut",
        briefing.take_back,
        name="committee.take_back_briefing",
    ),
    path("ban-chi-dao/so-ket/", reviewing.reviews, name="committee.reviews"),
    path("ban-chi-dao/so-ket/moi", reviewing.ask, name="committee.ask_review"),
    path(f"{REVIEW}/", reviewing.review, name="committee.review"),
    path(f"{REVIEW}/chi-tieu", answering.targets, name="committee.judge_targets"),
    path(f"{REVIEW}/du-thao", reviewing.draft, name="committee.draft_review"),
    path(f"{REVIEW}/bao-cao", reviewing.close, name="committee.close_review"),
    path(f"{REVIEW}/rut", reviewing.withdraw, name="committee.withdraw_review"),
    path(f"{REVIEW}/co-quan/<int:agency_id>", answering.answer, name="committee.answer_review"),
    path(f"{REVIEW}/co-quan/<int:agency_id>/tra-lai", reviewing.give_back, name="committee.return_answer"),
    path("ban-chi-dao/kiem-tra/", inspecting.inspections, name="committee.inspections"),
    path("ban-chi-dao/kiem-tra/moi", inspecting.plan, name="committee.plan_inspection"),
    path(f"{INSPECTION}/", inspecting.inspection, name="committee.inspection"),
    path(f"{INSPECTION}/sua", inspecting.revise, name="committee.revise_inspection"),
    path(f"{INSPECTION}/huy", inspecting.cancel, name="committee.cancel_inspection"),
    path(f"{INSPECTION}/du-thao", inspecting.draft, name="committee.draft_inspection"),
    path(f"{INSPECTION}/ket-luan", inspecting.conclude, name="committee.conclude_inspection"),
    path(f"{INSPECTION}/don-vi/<int:visit_id>", remedying.visit, name="committee.record_visit"),
    path(f"{INSPECTION}/don-vi/<int:visit_id>/ton-tai", remedying.add, name="committee.add_finding"),
    path("ban-chi-dao/bien-ban-kiem-tra/<int:visit_id>.docx", inspecting.minutes, name="committee.visit_paper"),
    path(f"{FINDING}/", remedying.finding, name="committee.finding"),
    path(f"{FINDING}/khac-phuc", remedying.report, name="committee.report_remedy"),
    path(f"{FINDING}/tra-lai", remedying.give_back, name="committee.return_remedy"),
    path(f"{FINDING}/cong-nhan", remedying.accept, name="committee.accept_remedy"),
    path(f"{FINDING}/giao-viec", remedying.give, name="committee.give_finding"),
    path(f"{FINDING}/bo", remedying.drop, name="committee.drop_finding"),
    path("ban-chi-dao/y-kien/", opining.opinions, name="committee.opinions"),
    path("ban-chi-dao/y-kien/moi", opining.note, name="committee.note_opinion"),
    path(f"{OPINION}/", opining.opinion, name="committee.opinion"),
    path(f"{OPINION}/co-quan/<int:duty_id>", opining.answer, name="committee.answer_opinion"),
    path(f"{OPINION}/co-quan/<int:duty_id>/ghi-nhan", opining.accept, name="committee.accept_opinion"),
    path(f"{OPINION}/co-quan/<int:duty_id>/tra-lai", opining.give_back, name="committee.return_opinion"),
    path(f"{OPINION}/co-quan/<int:duty_id>/rut", opining.withdraw, name="committee.withdraw_opinion"),
    path(f"{OPINION}/co-quan/<int:duty_id>/giao-viec", opining.give, name="committee.give_opinion"),
    path("ban-chi-dao/thanh-vien/", member.member, name="committee.member"),
    path(f"{MEETING}/thanh-vien/<int:seat_id>", member.report, name="committee.report_to_meeting"),
]
