"""Where a request came from, when that is one of our own pages."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing; their address can be opened again."""


def way_back(request: HttpRequest, otherwise: str = "/") -> str:
    """This will return path and query of the page that led here, or `otherwise` where that was not ours."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return otherwise
    parts = urlsplit(came_from)
    # "//elsewhere/" would be read as another server's address, however it came to stand behind our own name.
    return "/" + parts.path.lstrip("/\\") + (f"?{parts.query}" if parts.query else "")
