"""Plans: what a province commits itself to, as targets on indicators and tasks of agencies, each with its sentence.

Nouns: Plan (a programme, the plan of a year, a campaign; a draft here until it is issued), PlanItem (its parts),
BudgetLine (its money), PlanAsked (whom it asks for a plan of their own),
Target (with Milestones: its roadmap by period; RoadmapEntries: which commune is registered for which year;
Shares: what each commune is given of it), Task (with the part of each lead and supporting agency; reports with evidence
and verdict; extensions), Source (another sentence that asks for the same), Correction (what one of them said before).
Verbs: adopt_plan, begin_plan, begin_plan_from, repeat_plan, revise_plan, link_plans, add_items, add_target, add_task,
paste_tasks, preview_plan, import_plan, revise_item, remove_item, place_under, set_budget, draft_paper, issue_plan,
discard_plan, end_plan, ask_for_plans, withdraw_asking, record_own_plan, adopt_suggestion, adopt_suggestions,
link_source, undo_adoption, add_milestone, amend_from,
register_roadmap, preview_roadmap, import_roadmap, move_registration, withdraw_registration, allot_shares,
revise_target, name_lead, name_leads, withdraw_target, revise_task, match_names, record_progress, finish_task,
note_finished, accept_task, return_task, ask_extension, decide_extension, pause_task, resume_task, withdraw_task,
shape_parts, put_in_charge, hand_over, edit_tasks, wait_for, stop_waiting,
measure_task, propose_closing, take_back_closing, accept_closing, decline_closing, save_filter, drop_filter.

It must never know what a figure is today: whether a target is met is told by `indicators`, above.
"""
