"""What a browser needs to open pages of ours without a line: the frame to show, the worker that shows it.

Neither holds anything of anybody: what a person keeps lies sealed in their browser (static/offline/keep.js).
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from pcmt.kernel.actor import Actor

OWN_FILES = Path(__file__).parent / "static"
KEPT_FILES = ("*.js", "house/*", "formula/*.js", "grid/*.js", "offline/*.js")
KEPT_FONTS = "fonts/be-vietnam-pro/*.woff2"
WORKER = "offline/worker.js"
MARK_LENGTH = 24


def account_mark(actor: Actor) -> str:
    """This will give the mark of an account: it tells one from another, and nothing else about them."""
    return salted_hmac("pcmt.web.offline", str(actor.user_id)).hexdigest()[:MARK_LENGTH]


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """This will give the frame of a page without a line; script fills it from what the browser keeps."""
    return render(request, "offline.html", {"title": "Đang ngoại tuyến"})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """This will give the service worker, with the files that it is to keep; it answers for all addresses of ours."""
    files = kept_files()
    told = {
        "page": reverse("offline"),
        "files": files,
        "version": hashlib.sha256(json.dumps(files).encode()).hexdigest()[:12],
    }
    script = f"self.kept = {json.dumps(told)};\nimportScripts({json.dumps(static(WORKER))});\n"
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


def kept_files() -> list[str]:
    """This will list the addresses of the style, script and fonts of a form's page."""
    return [static(name) for name in _names() if name != WORKER]


@cache
def _names() -> tuple[str, ...]:
    own = {found.relative_to(OWN_FILES).as_posix() for pattern in KEPT_FILES for found in OWN_FILES.glob(pattern)}
    fonts = {found.relative_to(settings.ASSET_DIR).as_posix() for found in settings.ASSET_DIR.glob(KEPT_FONTS)}
    return tuple(sorted(own | fonts))
