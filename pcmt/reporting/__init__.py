"""What each commune owes by a form and a period; how its figures are entered, signed, closed and added up.

Nouns: duty (a form owed for a period), submission (one round of answering it), draft cell, tally (place by place),
words, confirmation, signature, step (a move made, by whom and why), fact (a closed figure, only ever superseded),
total (facts of the areas below, added up), request (a form asked on occasion, with days and a deadline of its own),
old book (a file of figures of earlier years), mapping (how books of one shape are read), load.
Verbs: open_period, ask, withdraw_request, move_deadline, enter_cells, enter_units, enter_once, forget_sent,
name_places, enter_tally, carry_tally, attach_answer, try_workbook, take_workbook, confirm_section, sign,
upload_signed, submit, take_up, remark, return_for_correction, set_aside, set_aside_many, accept, accept_many,
ask_correction, refuse_correction, correct, drop_correction, carry_correction, report_nothing, ask_extension,
decide_extension, close_period, reopen_period, allow_late_entry, revoke_late_entry, record_decided, import_history,
import_figures, open_book, keep_mapping, drop_mapping, load_book, undo_book.
It must never know what an indicator, a class, an official report or a page is, nor the field that the forms are about.
"""
