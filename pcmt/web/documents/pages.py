"""Ways into a document and out of it: an address for each provision, pictures of its pages, its answer key."""

import json
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from pcmt.documents import queries as documents
from pcmt.documents.actions.export_keys import export_keys
from pcmt.web.downloads import download_of
from pcmt.web.views import ActorRequest, page

A_WEEK = 7 * 24 * 3600


@page("documents.view")
@require_safe
def provision(request: ActorRequest, document_id: int, anchor: str) -> HttpResponse:
    """This will lead to a provision in the text: a short address to be sent on ("/van-ban/7/dieu/dieu-6.1")."""
    found = documents.provision_called(document_id, anchor)
    return redirect(f"{reverse('documents.read', args=[document_id])}#p-{quote(found.anchor, safe='~.-')}")


@page("documents.view")
@require_safe
def sheet(request: ActorRequest, document_id: int, sheet_number: int) -> HttpResponse:
    """This will show a page of the file as a picture, kept by the reader's own browser alone."""
    source = documents.sheet(request.actor, document_id, sheet_number)
    tag = f'"{source.key}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(documents.sheet_image(source), content_type="image/png")
        answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["ETag"] = tag
    patch_cache_control(answer, private=True, max_age=A_WEEK)
    return answer


@page("documents.export_keys", machine=True)
@require_POST
def export(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will hand out what people confirmed of a document as an answer key."""
    key = export_keys(document_id=document_id, actor=request.actor, at=timezone.now())
    content = json.dumps(key, ensure_ascii=False, indent=1).encode()
    return download_of(content, name=f"{key['file']}.json", media_type="application/json")
