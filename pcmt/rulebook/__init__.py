"""Loads and checks the dated data in `/rulebook`, and answers which rule is in force on a day.

Nouns: Book, Element, Form, IndicatorDef, Scheme, Lifecycle, ReportLayout, RoleDef, Example, Problem.
Verbs: read, check, answer (`queries.book().form("xa-thang", on)`); propose_release, release, withdraw_release;
begin_form_draft, change_form_draft, undo_form_draft, discard_form_draft, propose_form_draft, end_form.
It must never know a figure, an area, a person or a screen: it holds what is asked, never what was answered.
"""
