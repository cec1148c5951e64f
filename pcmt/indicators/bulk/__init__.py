"""Many values at once: the formulas that the reference evaluator walks place by place, over whole columns by Polars.

A column holds one figure for every row of a grid (areas × periods), as exact quotients of integers of 128 bits with
the bounds and flags of `kernel.number`; no float takes part. What does not fit raises TooWide, and is left to the
reference.
It must never know where figures are stored, who asks, or how a value reads in Vietnamese.
"""
