"""Measures of PCMT: rates, ratios and distributions, run by hand and never asserted by a clock in a test.

`README.md` says what each measures and how to read it; `results.md` keeps the last figures.
"""
