"""Where a request came from, when that is one of our own pages."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing; their address can be opened again."""


def is_ours(request: HttpRequest, address: str) -> bool:
    """This will tell whether an address is one of our own pages; a word without a slash is none, but a page's name."""
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return allowed and "/" in address


def way_back(request: HttpRequest, otherwise: str = "/") -> str:
    """This will return path and query of the page that led here, or `otherwise` where that was not ours."""
    came_from = request.headers.get("Referer", "")
    if not is_ours(request, came_from):
        return otherwise
    parts = urlsplit(came_from)
    # "//elsewhere/" would be read as another server's address, however it came to stand behind our own name.
    return "/" + parts.path.lstrip("/\\") + (f"?{parts.query}" if parts.query else "")
