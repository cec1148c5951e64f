"""Official reports: composed from accepted figures and the agencies' words, signed, numbered and taken back.

A unit's own report is written from its entry alone, for each line that it goes to; nothing of it is kept.
Nouns: report, part, figure, point (drawn from agencies' words), step, line. Verbs: compose, correct, edit_words,
pick_words, refresh, submit_for_signature, return_draft, sign, issue, urge.
It must never know how a figure is reckoned, nor give a number that văn thư has not given.
"""
