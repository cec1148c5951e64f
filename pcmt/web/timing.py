"""What each answer took of the processor, told in its head: for measures, where the settings ask for it."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "Server-Timing"


class TimingMiddleware:
    """This will tell the processor time that this process spent on the request, in milliseconds.

    It is the request's own only where a worker serves one at a time. Never on by itself: what a page takes tells
    strangers something of what is behind it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.process_time()
        response = self.get_response(request)
        response.headers[HEADER] = f"cpu;dur={(time.process_time() - began) * 1000:.3f}"
        return response
