"""What the figures say: indicators computed on reading, and how far each target is reached.

Nouns: Value (a figure with its trace, never stored), Reading (one input with its references), Progress of a target,
Difference (two sources of one thing), Finding (which of them stands, and why: all that is stored here).
Verbs: record_finding. Questions: value, series, ranking, progress, differences.
It must never know how a figure was entered, who is classified as what, or what a screen looks like.
"""
