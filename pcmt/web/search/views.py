"""Search over everything that the actor may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.web.formats.figures import number_text
from pcmt.web.search.finding import find
from pcmt.web.views import ActorRequest, page

LONGEST = 200


@page()
@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """This will answer the words typed on top of every page."""
    q = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    groups = find(request.actor, q, timezone.localdate())
    more = "Hơn " if any(group.is_more for group in groups) else ""
    total = f"{more}{number_text(found)}" if (found := sum(group.total for group in groups)) else ""
    if not q:
        title = "Tìm văn bản, chỉ tiêu, nhiệm vụ, chỉ số, địa bàn, cơ quan"
    else:
        title = f"{total} kết quả cho “{q}”" if total else f"Không tìm thấy “{q}”"
    return render(request, "search/results.html", {"title": title, "q": q, "groups": groups})
