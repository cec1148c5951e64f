"""Addresses of the pages of committees at work."""

from django.urls import path

from pcmt.web.committee import attending, briefing, calling, concluding, views

MEETING = "ban-chi-dao/hop/<int:meeting_id>"
BRIEFING = "ban-chi-dao/quan-triet/<int:briefing_id>"

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
]
