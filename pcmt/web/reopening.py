"""Where one arrives who opens an address that only takes what a form sends: at the page that the form belongs to."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from pcmt.web.views import ASKS

OPENED = frozenset({"GET", "HEAD"})
# Acts whose page does not stand above them.
PAGES = {"reporting.set_aside_many": "reporting.quality"}


def is_reopened(request: HttpRequest) -> bool:
    """This will tell whether a person opens an address of the guarded pages; programs, which ask for JSON, do not."""
    match = request.resolver_match
    guarded = match is not None and hasattr(match.func, ASKS)
    is_program = getattr(request, "bearer", None) is not None or "json" in request.headers.get("Accept", "")
    return guarded and request.method in OPENED and not is_program


def page_above(path: str) -> str:
    """This will find the nearest address above a path, with or without a stroke at its end; the desk at last.

    Addresses are made so that an act stands below the page of what it acts on: /nhiem-vu/7/ above /nhiem-vu/7/tam-dung.
    One that takes forms only itself leads on from there in the same way.
    """
    if named := PAGES.get(_name_of(path) or ""):
        return reverse(named)
    parts = path.strip("/").split("/")
    while len(parts) > 1:
        parts.pop()
        above = f"/{'/'.join(parts)}"
        for candidate in (f"{above}/", above):
            if _name_of(candidate) is not None:
                return candidate
    return "/"


def _name_of(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
