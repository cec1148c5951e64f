"""Committee: how a steering committee (Ban Chỉ đạo) works: its meetings, what came of them, and who was briefed.

Nouns: Meeting (with AgendaItems, Papers, Attendance, minutes), Conclusion (whom it charges with what by when),
Briefing (quán triệt: a document that agencies make known by a day, each with its sittings), Review (sơ kết, tổng kết of
a plan: each agency's answer, a line for each of its tasks and for each target), Inspection (kiểm tra, đôn đốc: a team,
a checklist, Visits to units, Findings followed to their close), Opinion (ý kiến chỉ đạo of a leader on a document, a
plan, a task, or what `ports.Subject` offers, and what each agency did about it).
Verbs: call_meeting, revise_meeting, cancel_meeting, record_attendance, write_minutes, add_conclusion,
revise_conclusion, drop_conclusion, draft_announcement, link_announcement, give_tasks,
ask_briefing, withdraw_briefing, record_briefing, take_back_briefing,
ask_review, keep_answer, answer_review, return_answer, judge_targets, draft_review, close_review, withdraw_review,
plan_inspection, revise_inspection, cancel_inspection, record_visit, add_finding, drop_finding,
draft_inspection, conclude_inspection, report_remedy, accept_remedy, return_remedy, give_finding,
note_opinion, answer_opinion, accept_opinion, return_opinion, withdraw_opinion, give_opinion,
report_to_meeting.

It must never know a figure: who sits in a committee is told by `agencies`, what a task has become by `plans`.
"""
