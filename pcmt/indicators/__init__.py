"""What the figures say: indicators computed on reading, and how far each target is reached.

Nouns: Value (a figure with its trace, never stored), Reading (one input with its references), Progress of a target.
Verbs: none; nothing is stored here, so nothing can be out of date. Questions: value, series, ranking, progress.
It must never know how a figure was entered, who is classified as what, or what a screen looks like.
"""
