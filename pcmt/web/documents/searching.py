"""Search in the texts of documents, down to the provision."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pcmt.documents import queries as documents
from pcmt.rulebook.queries import book
from pcmt.web.documents.forms import SearchForm
from pcmt.web.formats.figures import number_text
from pcmt.web.views import ActorRequest, page, status_of

_QUOTES = frozenset('"“”')


@page("documents.view")
@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """This will show the documents that hold the words, exact hits first, each with its best passages."""
    form = SearchForm(request.GET if "q" in request.GET else None, topics=book().topics)
    asked = form.asked() if form.is_valid() else documents.Asked("")
    number = request.GET.get("trang", "1")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = documents.search(request.actor, asked, page=at)
    title = "Tìm trong văn bản"
    if asked.q.strip():
        words = asked.q if _QUOTES & set(asked.q) else f"“{asked.q}”"
        count = f"{'Hơn ' if found.is_more else ''}{number_text(found.total)}"
        title = f"{count} văn bản có {words}" if found.total else f"Không có {words}"
    narrowed = any((asked.kind, asked.issuer, asked.year, asked.topic))
    context = {"title": title, "form": form, "asked": asked, "found": found, "narrowed": narrowed}
    return render(request, "documents/search.html", context, status=status_of(form) if form.is_bound else 200)
