"""Reads `examples/*.yaml`: worked situations for indicators, schemes, forms and comparisons of two sources."""

from collections.abc import Mapping
from fractions import Fraction

from pcmt.rulebook.rules.examples import UNKNOWN, Example
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content

KINDS = ("scheme", "form", "scorecard", "cross_check")
LAST_YEAR = "last_year"
STATES = {"scheme": "states", "form": "checks"}


def read_examples(content: Content, findings: Findings) -> tuple[Example, ...]:
    """This will read one file of examples."""
    top = Fields(content, findings)
    examples = top.tables("examples", _example)
    top.done()
    return examples


def _example(fields: Fields) -> Example:
    kind = next((one for one in KINDS if fields.has(one)), "indicator")
    name = fields.text("name")
    fields.owner = f"example:{name}"
    expects_value = kind == "indicator"
    areas = fields.tables("areas", _area_in_time, optional=True)
    return Example(
        name=name,
        kind=kind,
        code=fields.code(kind, kind),
        on=fields.day("day"),
        place=fields.place,
        cells=_figures(fields, "cells"),
        previous=_figures(fields, "previous"),
        last_year=_figures(fields, LAST_YEAR),
        areas=tuple(now for now, _ in areas),
        areas_last_year=tuple(before for _, before in areas) if any(before for _, before in areas) else (),
        value=_expected(fields) if expects_value else None,
        low=Fraction(fields.decimal("at_least")) if fields.has("at_least") else None,
        high=Fraction(fields.decimal("at_most")) if fields.has("at_most") else None,
        outcome=fields.text("outcome") if kind in ("scheme", "cross_check") else "",
        states=dict(fields.labels(STATES[kind], optional=True)) if kind in STATES else {},
        computed=_figures(fields, "computed") if kind == "form" else {},
        marks=_marks(fields) if kind == "scorecard" else {},
        score=_score(fields) if kind == "scorecard" else None,
        ranked=fields.flag("ranked", True) if kind == "scorecard" else True,
    )


def _marks(fields: Fields) -> Mapping[str, Mapping[str, int]]:
    found = {}
    for code, counts in fields.named("marks"):
        found[code] = {mark: counts.integer(mark) for mark in counts.entries}
        counts.done()
    return found


def _score(fields: Fields) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest that the score can be; none where it is not written."""
    if not fields.has("score"):
        return None
    texts = fields.texts("score")
    try:
        low, high = (Fraction(text) for text in texts)
    except (ValueError, ZeroDivisionError):
        fields.wrong("score", "Điểm phải là hai số: thấp nhất, cao nhất.", 'Viết dạng ["76.5", "76.5"].')
        return None
    return low, high


def _area_in_time(fields: Fields) -> tuple[Mapping[str, Fraction], Mapping[str, Fraction]]:
    before = _figures(fields, LAST_YEAR)
    return {code: _figure(fields, code) for code in fields.entries if code != LAST_YEAR}, before


def _area(fields: Fields) -> Mapping[str, Fraction]:
    return {code: _figure(fields, code) for code in fields.entries}


def _figures(fields: Fields, key: str) -> Mapping[str, Fraction]:
    return fields.optional_table(key, _area) or {}


def _figure(fields: Fields, code: str) -> Fraction:
    fields.findings.names("cell", code, fields.place_of(code), fields.owner)
    return Fraction(fields.decimal(code))


def _expected(fields: Fields) -> Fraction | None:
    """An exact figure (`75`, "0.5", or "100/3" where it never ends); or `unknown: true`."""
    if fields.has("expect_fraction"):
        text = fields.text("expect_fraction")
        try:
            return Fraction(text)
        except (ValueError, ZeroDivisionError):
            fields.wrong("expect_fraction", f"“{text}” không phải là phân số.", 'Viết dạng "100/3".')
            return None
    if fields.has("unknown"):
        if not fields.flag("unknown"):
            fields.wrong("unknown", f"“{UNKNOWN}: false” không nói gì.", "Ghi “expect”, hoặc “unknown: true”.")
        return None
    return Fraction(fields.decimal("expect"))
