"""The house style's filters and tags: values written the Vietnamese way, components as one tag each.

Block tags (`{% sheet "Việc của tôi" %}…{% endsheet %}`) wrap what a page puts in them; the others take
plain values of `pcmt.web.components`. The page `components` shows every one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BoundField, CheckboxInput, Form
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pcmt.kernel.quantity import Quantity
from pcmt.web.charts import Chart
from pcmt.web.components import STATE_WORDS, Event, HeatRow, Link, State, StateKind, Step, Tile
from pcmt.web.formats import figures
from pcmt.web.formats.places import former_text
from pcmt.web.lacking import flaws
from pcmt.web.shortened import shortened
from pcmt.web.stills import Picture
from vanban.text import lower_first

register = template.Library()


def _given(value: Any) -> Any:
    """Django hands a filter "" for what a template does not know: no value, like None."""
    return None if value == "" else value


@register.filter(expects_localtime=True)
def vn_date(day: date | str | None) -> str:
    """This will write 01/7/2025; of a moment, the day that it is here."""
    return figures.date_text(_given(day))


@register.filter(expects_localtime=True)
def vn_datetime(moment: datetime | str | None) -> str:
    """This will write "17:00 ngày 23/11/2026" in local time."""
    return figures.datetime_text(_given(moment))


@register.filter
def vn_number(value: figures.Figure | str | None, decimals: int | None = None) -> str:
    """This will write 1.234,5."""
    return figures.number_text(_given(value), decimals)


@register.filter
def vn_percent(points: figures.Figure | str | None, decimals: int | None = None) -> str:
    """This will write percentage points: 28.9 → 28,9%."""
    return figures.percent_text(_given(points), decimals)


@register.filter
def vn_quantity(value: Quantity | str | None, decimals: int | None = None) -> str:
    """This will write a quantity with its unit: "28,5 kg"."""
    return figures.quantity_text(_given(value), decimals)


@register.filter
def ended(words: str) -> str:
    """This will end what somebody wrote as a sentence, so that another may follow it."""
    told = words.rstrip()
    return told if not told or told.endswith((".", "!", "?", "…")) else f"{told.rstrip(';:,')}."


@register.filter
def inside(name: str) -> str:
    """This will write the name of an area, or of a period, as it stands inside a sentence: "xã Sen Hồng"."""
    return lower_first(name)


@register.filter
def former(district: str) -> str:
    """This will write an abolished district: "Huyện Ban Mai (cũ)"."""
    return former_text(district)


@register.filter
def vn_year(year: int | str | None) -> str:
    """This will write a year without separators."""
    known = _given(year)
    return figures.NO_VALUE if known is None else str(known)


@register.simple_tag
def short(title: str, among: Iterable[Any] = (), most: int = 14) -> str:
    """This will give a title's first words; where others of `among` (things with a `title`) begin so, what differs."""
    return shortened(title, most, (one.title for one in among))


@register.simple_tag
def icon(name: str) -> SafeString:
    """This will draw a symbol of house/icons.svg; the words beside it carry the meaning."""
    return _icon(name)


@lru_cache(maxsize=256)  # a page shows the same few symbols in every row; where they lie holds for the process
def _icon(name: str) -> SafeString:
    address = static("house/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', address, name)


@register.simple_tag
def state(kind: StateKind | State, words: str = "") -> SafeString:
    """This will show a state with shape, word and colour; raises KeyError for a kind that is not one of the five."""
    shown = kind if isinstance(kind, State) else State(kind, words)
    usual = STATE_WORDS[shown.kind]
    return format_html('<span class="state {}">{}</span>', shown.kind, shown.words or usual)


@register.simple_tag
def fact(label: str, value: Any, *state: str, url: str = "", note: str = "") -> SafeString:
    """This will show one figure as a tile: label, figure (already written), kind and words of its state, a note."""
    kind, words = state if len(state) == 2 else ("", "")
    values = {"label": label, "value": value, "state": kind, "words": words, "url": url, "note": note}
    return _render("fact", values)


@register.simple_tag
def bar(value: float, most: float = 100, mark: float | None = None, label: str = "", kind: str = "") -> SafeString:
    """This will draw a small bar with an optional mark (the target); `label` is read out."""
    scale = 100 / most if most else 0
    marked = None if mark is None else _coordinate(mark * scale)
    return _render("bar", {"width": _coordinate(value * scale), "mark": marked, "label": label, "kind": kind})


def _coordinate(share: float) -> str:
    return f"{min(max(float(share), 0), 100):.1f}"


@register.simple_tag
def progress(done: int, total: int, label: str) -> SafeString:
    """This will show how far long work has come, in figures and as a bar."""
    return _render("progress", {"done": done, "total": total, "label": label})


@register.simple_tag
def crumbs(*links: Link | str) -> SafeString:
    """This will show the way here: `Link`s, or label and address in turn (`{% crumbs "Chỉ số" url "Địa bàn" "" %}`)."""
    if links and isinstance(links[0], Link):
        return _render("crumbs", {"links": links})
    texts = [str(link) for link in links]
    return _render("crumbs", {"links": [Link(*pair) for pair in zip(texts[::2], texts[1::2], strict=True)]})


@register.simple_tag
def tabs(links: Sequence[Link], label: str = "Mục") -> SafeString:
    """This will show the parts of one thing as tabs; each is a page of its own."""
    return _render("tabs", {"links": links, "label": label})


@register.simple_tag(takes_context=True)
def pager(
    context: template.Context, number: int, pages: int, total: int, word: str = "dòng", *, is_more: bool = False
) -> SafeString:
    """This will lead through the pages of a long list, keeping the rest of the query (`trang` is the page's number).

    is_more: there are more than `total`, which is where counting ended.
    """
    asked = context["request"].GET if "request" in context else QueryDict()
    kept = [(key, value) for key, values in asked.lists() if key != "trang" for value in values]
    near = sorted({1, number - 1, number, number + 1, pages} & set(range(1, pages + 1)))
    links = [Link(str(page), _page_address(kept, page), current=page == number) for page in near]
    gaps = {str(after) for before, after in pairwise(near) if after - before > 1}
    values = {
        "links": links,
        "gaps": gaps,
        "previous": _page_address(kept, number - 1) if number > 1 else "",
        "next": _page_address(kept, number + 1) if number < pages else "",
        "number": str(number),
        "pages": str(pages),
        "total": total,
        "is_more": is_more,
        "word": word,
    }
    return _render("pager", values)


def _page_address(kept: list[tuple[str, str]], page: int) -> str:
    return "?" + urlencode([*kept, ("trang", page)])


@register.simple_tag
def why(steps: Sequence[Step]) -> SafeString:
    """This will answer "vì sao?": what, by which rule, from which figures, asked for by which sentence."""
    return _render("why", {"steps": steps})


@register.simple_tag
def history(events: Sequence[Event]) -> SafeString:
    """This will show what was done, by whom and when, newest as given."""
    return _render("history", {"events": events})


@register.simple_tag
def tiles(tiles: Sequence[Tile], label: str) -> SafeString:
    """This will draw the tile map: a list for a reader, a grid for the eye."""
    return _render("tiles", {"tiles": tiles, "label": label})


@register.simple_tag
def legend(*states: State | str, soft: bool = False) -> SafeString:
    """This will explain the fills: `State`s, or kind and words in turn (`{% legend "met" "đúng hạn" %}`).

    `soft` shows the lighter fills of a heat table.
    """
    if states and isinstance(states[0], State):
        return _render("legend", {"states": states, "soft": soft})
    texts = [str(state) for state in states]
    pairs = zip(texts[::2], texts[1::2], strict=True)
    return _render("legend", {"states": [{"kind": kind, "words": words} for kind, words in pairs], "soft": soft})


@register.simple_tag
def heat(columns: Sequence[str], rows: Sequence[HeatRow], label: str) -> SafeString:
    """This will draw a heat table: one line per unit, one cell per period, each with its state in words."""
    return _render("heat", {"columns": columns, "rows": rows, "label": label})


@register.simple_tag
def chart(chart: Chart) -> SafeString:
    """This will draw a chart: a still picture for paper, a live one where script runs, a table in any case."""
    return _render("chart", {"chart": chart, "still": Picture(chart).drawn()})


@register.simple_tag
def field(bound: BoundField, unit: str = "") -> SafeString:
    """This will lay out a form field: label, help, widget, error."""
    widget = bound.field.widget
    shape = "check" if isinstance(widget, CheckboxInput) else "group" if widget.use_fieldset else "line"
    return _render("field", {"field": bound, "unit": unit, "shape": shape, "errors": flaws(bound)})


@register.simple_tag
def file_drop(bound: BoundField, words: str = "") -> SafeString:
    """This will lay out a file field as a place to drop a file on; without script it is a plain file field."""
    return _render("file_drop", {"field": bound, "words": words, "errors": flaws(bound)})


@register.simple_tag
def errors(form: Form) -> SafeString:
    """This will list on top what is wrong in the form, each line leading to its field; nothing where nothing is.

    A field whose label stands on the page many times has a name of its own for this (`told_as`).
    """
    if not form.is_bound or not form.errors:
        return SafeString("")
    wrong = [
        {"id": bound.id_for_label or bound.auto_id, "label": getattr(bound.field, "told_as", bound.label), "text": text}
        for bound in form
        for text in flaws(bound)
    ]
    return _render("errors", {"wrong": wrong, "general": form.non_field_errors(), "total": len(wrong)})


@register.simple_block_tag
def sheet(content: str, title: str = "", note: str = "", url: str = "", flush: bool = False) -> SafeString:
    """This will wrap content in a sheet with a title and a note (a link with `url`); `flush` for a table."""
    return _render("sheet", {"content": content, "title": title, "note": note, "url": url, "flush": flush})


@register.simple_block_tag
def table(
    content: str, label: str, *, wide: bool = False, keep: bool = False, dense: bool = False, long: bool = False
) -> SafeString:
    """This will wrap table rows: `wide` scrolls inside its own frame, `keep` stays a table on the phone.

    dense: on the phone a row takes two lines, its name and its cells side by side without their columns' names; for
    long lists whose cells speak for themselves. long: may have a row a commune; where there are very many they can be
    searched, and a phone shows the first ones until the rest is asked for.
    """
    values = {"content": content, "label": label, "wide": wide, "keep": keep, "dense": dense, "long": long}
    return _render("table", values)


@register.simple_block_tag
def empty(content: str, title: str, icon: str = "inbox") -> SafeString:
    """This will say that nothing is here, and what to do next."""
    return _render("empty", {"content": content, "title": title, "icon": icon})


@register.simple_block_tag
def message(content: str, kind: str = "on") -> SafeString:
    """This will set a notice apart, with an icon and a colour by kind."""
    return _render("message", {"content": content, "kind": kind})


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """This will hold content in a dialog that `data-dialog="name"` opens; that link leads to a page without script."""
    return _render("dialog", {"content": content, "name": name, "title": title})


@register.simple_block_tag
def confirm(content: str, words: str = "") -> SafeString:
    """This will keep the main action within reach at the bottom of a long page."""
    return _render("confirm", {"content": content, "words": words})


def _render(name: str, values: dict[str, Any]) -> SafeString:
    return render_to_string(f"components/{name}.html", values)
