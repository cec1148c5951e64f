"""Committee: how a steering committee (Ban Chỉ đạo) meets, and what becomes of what it concludes.

Nouns: Meeting (with AgendaItems, Papers, Attendance, minutes), Conclusion (whom it charges with what by when).
Verbs: call_meeting, revise_meeting, cancel_meeting, record_attendance, write_minutes, add_conclusion,
revise_conclusion, drop_conclusion, draft_announcement, link_announcement, give_tasks.

It must never know a figure: who sits in a committee is told by `agencies`, what a task has become by `plans`.
"""
