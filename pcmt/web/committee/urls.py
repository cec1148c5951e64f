"""Addresses of the pages of committees at work."""

from django.urls import path

from pcmt.web.committee import answering, attending, briefing, calling, concluding, reviewing, views

MEETING = "ban-chi-dao/hop/<int:meeting_id>"
BRIEFING = "ban-chi-dao/quan-triet/<int:briefing_id>"
REVIEW = "ban-chi-dao/so-ket/<int:review_id>"

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
]
