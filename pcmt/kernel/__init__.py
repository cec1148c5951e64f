"""The words that every package shares, as pure values: no Django, no database, no clock.

Nouns: Period, Actor, Refusal, Lifecycle, Number (a figure that may be unknown), Quantity, Formula, Source.
It must never know what a form, a document or a screen is.
"""
