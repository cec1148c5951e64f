"""Pages for everybody: what was opened, one indicator, and its open data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import PublicPageView, PublicTable
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.web.downloads import csv_of
from pcmt.web.public.gently import for_everybody
from pcmt.web.public.shapes import COLUMNS, course, described, holes, later, lines, newest, rows, written


@for_everybody
def public_page(request: HttpRequest) -> HttpResponse:
    """This will list the indicators that were opened to everybody, each with its newest figure."""
    shown = _open()
    return render(request, "public/page.html", page_values(shown))


def page_values(shown: PublicPageView) -> dict[str, object]:
    """This will give what the list of public indicators shows, opened or only proposed."""
    on = timezone.localdate()
    tables = [indicators.public_table(shown, choice.indicator, on) for choice in shown.choices]
    cards = [_card(table, newest(table)) for table in tables]
    province = areas.province(on)
    name = province.full_name if province else ""
    return {"title": f"Số liệu công khai · {name}", "shown": shown, "cards": cards, "on": on}


def _card(table: PublicTable, period: Period) -> tuple[PublicTable, Period, str, str]:
    return table, period, written(table.at(table.areas[0], period)), later(table, period)


@for_everybody
def public_indicator(request: HttpRequest, code: str) -> HttpResponse:
    """This will show one public indicator: its course, and its communes where they were opened."""
    shown, on = _open(), timezone.localdate()
    return render(request, "public/indicator.html", indicator_values(indicators.public_table(shown, code, on)))


def indicator_values(table: PublicTable) -> dict[str, object]:
    """This will give what the page of a public indicator shows."""
    on, period = timezone.localdate(), newest(table)
    return {
        "title": table.rule.label,
        "table": table,
        "period": period,
        "holes": holes(table),
        "headline": written(table.at(table.areas[0], period)),
        "chart": course(table, on),
        "lines": lines(table, period),
        "on": on,
    }


@for_everybody
def public_data(request: HttpRequest, code: str) -> HttpResponse:
    """This will hand out one public indicator as open data: a plain CSV file, described by the file beside it."""
    table = indicators.public_table(_open(), code, timezone.localdate())
    return csv_of([name for name, _, _ in COLUMNS], rows(table), name=f"{code}.csv")


@for_everybody
def public_metadata(request: HttpRequest, code: str) -> HttpResponse:
    """This will describe the CSV file of one public indicator."""
    on = timezone.localdate()
    table = indicators.public_table(_open(), code, on)
    address = request.build_absolute_uri(reverse("public.data", args=[code]))
    told = described(table, address, table.areas[0].full_name, on)
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _open() -> PublicPageView:
    shown = indicators.open_public_page()
    if shown is None:
        raise NotFound
    return shown
