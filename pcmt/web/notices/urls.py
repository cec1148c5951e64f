"""Addresses of the pages of notices and of the calendar."""

from django.urls import path

from pcmt.web.notices import calendar, reminders

urlpatterns = [
    path("lich/", calendar.month, name="notices.calendar"),
    path("lich/dia-chi", calendar.open_feed, name="notices.open_feed"),
    path("lich/dia-chi/huy", calendar.close_feed, name="notices.close_feed"),
    path("lich/<str:token>.ics", calendar.feed, name="notices.feed"),
    path("nhac-viec/", reminders.reminders, name="notices.list"),
    path("nhac-viec/da-xem", reminders.mark_seen, name="notices.mark_seen"),
    path("nhac-viec/chon", reminders.choose, name="notices.choose"),
    path("quan-tri/thu-nhac/", reminders.mails, name="notices.mails"),
]
