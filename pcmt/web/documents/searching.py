"""Search in the texts of documents, down to the provision."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pcmt.documents import queries as documents
from pcmt.rulebook.queries import book
from pcmt.web.documents.forms import SearchForm
from pcmt.web.documents.shelves import page_number
from pcmt.web.formats.figures import number_text
from pcmt.web.views import ActorRequest, page, status_of


@page("documents.view")
@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """This will show the documents that hold the words, exact hits first, each with its best passages."""
    form = SearchForm(request.GET if "q" in request.GET else None, topics=book().topics)
    asked = form.asked() if form.is_valid() else documents.Asked("")
    found = documents.search(request.actor, asked, page=page_number(request))
    words = _told(asked)
    title = "Tìm trong văn bản"
    if words:
        count = f"{'Hơn ' if found.is_more else ''}{number_text(found.total)}"
        title = f"{count} văn bản có {words}" if found.total else f"Không văn bản nào có {words}"
    narrowed = any((asked.kind, asked.issuer, asked.year, asked.topic))
    context = {
        "title": title,
        "form": form,
        "asked": asked,
        "found": found,
        "narrowed": narrowed,
        "as_phrase": _as_phrase(request, asked),
    }
    return render(request, "documents/search.html", context, status=status_of(form) if form.is_bound else 200)


def _told(asked: documents.Asked) -> str:
    """What must stand in a document that is found: phrases as phrases, other words as words that stand anywhere."""
    spoken = asked.spoken
    phrases = [f"cụm từ “{phrase}”" for phrase in spoken.phrases]
    many = len(spoken.words.split()) > 1
    loose = [f"đủ các chữ: {spoken.words}" if many or phrases else f"chữ “{spoken.words}”"] if spoken.words else []
    return ", ".join([*phrases, *loose]) + (" … (chỉ tìm các chữ đầu)" if spoken.is_cut else "")


def _as_phrase(request: ActorRequest, asked: documents.Asked) -> str:
    """The address of the same search with the words side by side; "" where that asks for nothing else."""
    spoken = asked.spoken
    if spoken.phrases or spoken.is_cut or len(spoken.words.split()) < 2:
        return ""
    others = request.GET.copy()
    others.pop("trang", None)
    others["q"] = f'"{spoken.words}"'
    return f"?{others.urlencode()}"
