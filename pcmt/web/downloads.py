"""Files handed out: always as a download, never shown inline, and never taken for another type than the one named."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download_of(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """This will answer with a file under its own name, Vietnamese letters included (RFC 6266)."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)
