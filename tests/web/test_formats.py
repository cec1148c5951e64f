"""Dates and figures as Vietnamese offices write and type them; the traps of Django's own `vi` locale stay shut."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.kernel.quantity import Quantity
from pcmt.web.formats.figures import date_text, datetime_text, number_text, percent_text, quantity_text
from pcmt.web.formats.reading import Unclear, read_date, read_number


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 7, 1), "01/7/2025"),
        (date(2026, 2, 12), "12/02/2026"),
        (date(2026, 1, 5), "05/01/2026"),
        (date(2026, 11, 21), "21/11/2026"),
        (None, "–"),
    ],
)
def test_a_date_is_written_as_decree_30_wants(day, text):
    assert date_text(day) == text


def test_an_instant_names_hour_and_day():
    assert datetime_text(datetime(2026, 11, 23, 17, 0)) == "17:00 ngày 23/11/2026"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, None, "1.234.567"),
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("1234.50"), 2, "1.234,50"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("-1234.5"), None, "-1.234,5"),
        (Decimal("-0.001"), 2, "0,00"),
        (Fraction(1, 3), None, "0,333333"),
        (Quantity(285, 1, "kg"), None, "28,5"),
        (1e15, None, "1.000.000.000.000.000"),
        (0, None, "0"),
        (100, None, "100"),
        (None, None, "–"),
    ],
)
def test_a_number_is_grouped_by_points_and_has_a_decimal_comma(value, decimals, text):
    assert number_text(value, decimals) == text


def test_a_percentage_has_one_decimal_at_most_and_no_space():
    assert [percent_text(Decimal(v)) for v in ("28.94", "60", "99.96")] == ["28,9%", "60%", "100%"]
    assert percent_text(Decimal("60"), 1) == "60,0%"
    assert percent_text(None) == "–"


def test_a_quantity_carries_its_unit():
    assert quantity_text(Quantity(12345, 1, "kg")) == "1.234,5 kg"
    assert quantity_text(Quantity(289, 1, "%")) == "28,9%"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1234", 1234),
        ("1.234", 1234),
        ("1.234.567", 1234567),
        ("1.234,5", Decimal("1234.5")),
        ("1 234,5", Decimal("1234.5")),
        ("1\u00a0234", 1234),
        ("1,5", Decimal("1.5")),
        ("0,125", Decimal("0.125")),
        (" -3 ", -3),
        ("−3", -3),
        ("0", 0),
    ],
)
def test_what_can_mean_one_thing_is_read(typed, number):
    assert read_number(typed) == number


AMBIGUOUS = ("1.5", "12.34", "1.2345", "0.123", "012.345", "1,234,567", "1,234.5", "1.234.56", "1. 234", "1 23")
NO_NUMBER = ("1.234 567", "12a", "", ".", "năm", "1e5", "--1", "Infinity", "١٢")


@pytest.mark.parametrize("typed", AMBIGUOUS + NO_NUMBER)
def test_what_can_mean_two_things_is_refused(typed):
    with pytest.raises(Unclear):
        read_number(typed)


def test_the_complaint_about_a_lone_point_shows_how_to_write_it():
    with pytest.raises(Unclear, match=r"12,34"):
        read_number("12.34")


@settings(max_examples=60)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_written_number_is_read_back_the_same(number):
    assert read_number(number_text(number, 4)) == number


@pytest.mark.parametrize(
    "typed", ["05/11/2026", "5/11/2026", "5-11-2026", "05.11.2026", "2026-11-05", " 5 / 11 / 2026 "]
)
def test_the_day_comes_first(typed):
    assert read_date(typed) == date(2026, 11, 5)


@pytest.mark.parametrize("typed", ["31/02/2026", "11/21/2026", "5/11/26", "2026/11/05", "hôm nay", ""])
def test_a_day_that_is_none_is_refused(typed):
    with pytest.raises(Unclear):
        read_date(typed)


def test_django_fields_read_days_first_too():
    assert forms.DateField(localize=True).clean("05/11/2026") == date(2026, 11, 5)
    assert forms.DateField().clean("21/11/2026") == date(2026, 11, 21)


def test_years_and_identifiers_are_never_grouped_in_a_template():
    page = Template('<a id="dong-{{ id }}">{{ year }}</a> {{ year|vn_year }} {{ count|vn_number }}')
    shown = page.render(Context({"id": 12345, "year": 2026, "count": 12345}))
    assert shown == '<a id="dong-12345">2026</a> 2026 12.345'


def test_filters_write_local_time():
    moment = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert Template("{{ at|vn_datetime }}").render(Context({"at": moment})) == "17:00 ngày 23/11/2026"
