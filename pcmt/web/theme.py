"""The look: light, dark, or as the machine says; kept in a cookie and set by the server, so no page flashes."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from pcmt.web.origin import way_back

COOKIE = "giao_dien"
ONE_YEAR = 365 * 24 * 3600
DARK_MEDIA = {
    "auto": "screen and (prefers-color-scheme: dark)",
    "dark": "screen",
    "light": "not all",
}
"""Media attribute of the dark style sheet by choice; never for print."""


def theme_of(request: HttpRequest) -> str:
    """This will return auto, light or dark; anything else in the cookie counts as auto."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in DARK_MEDIA else "auto"


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """This will remember the look and go back to the page that asked."""
    chosen = request.POST.get("giao_dien", "auto")
    response = HttpResponseRedirect(way_back(request))
    if chosen in DARK_MEDIA:
        response.set_cookie(COOKIE, chosen, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    return response
