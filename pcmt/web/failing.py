"""What is answered where something failed that no view foresaw: the database out of reach, or a fault of ours."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from pcmt.kernel.refusal import Refusal
from pcmt.web.middleware import as_json, asks_for_json

RETRY_AFTER = 60  # seconds
OUTAGE = "X-Outage"  # tells the browser's worker (static/offline/worker.js) our own page from a gateway's
UNBUILT = "no such"  # SQLite says so of a table or column that is not there: no outage, a fault
OUT_OF_REACH = Refusal(
    "Hệ thống tạm thời không kết nối được cơ sở dữ liệu.",
    remedy="Số liệu đã lưu không mất; thử lại sau ít phút.",
    code="database_out_of_reach",
)


def failed(request: HttpRequest) -> HttpResponse:
    """This will answer an exception that nothing else has taken (`handler500`): 503 for an outage, else 500.

    Nothing here may ask the database, nor anything that does: who is signed in, the province's name.
    """
    if not is_outage(sys.exception()):
        return server_error(request)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store", OUTAGE: "database"}
    if asks_for_json(request):
        return JsonResponse(as_json(OUT_OF_REACH), status=503, headers=headers)
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)


def is_outage(error: BaseException | None) -> bool:
    """This will tell whether an exception says that the database does not answer now, and may again by itself."""
    if isinstance(error, OperationalError):
        return not str(error).startswith(UNBUILT)
    return isinstance(error, InterfaceError)
