"""Addresses of works: /akn/vn/{act|doc}/{kind}/{issuer}/{date}/{number}, as the AKN Naming Convention builds them."""

import re
from datetime import date

from vanban.akn.names import ACT_KINDS
from vanban.model import Citation, Metadata
from vanban.text import fold

UNKNOWN_DATE = date(1, 1, 1)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 80
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d{2})/")


def slug(text: str | None) -> str:
    """This will give words as a part of an address: "Ủy ban nhân dân tỉnh" → "uy-ban-nhan-dan-tinh"; never empty."""
    return _NOT_SLUG.sub("-", fold(text or ""))[:_SLUG_LENGTH].strip("-") or "unknown"


def work_uri(of: Metadata | Citation) -> str:
    """This will give the address of the work that a head or a citation names.

    Who issued it and when stand in it as far as they are known, so that an act cited in full and the act itself have
    the same address.
    """
    name = of.title if isinstance(of, Metadata) else of.name
    kind = "act" if of.kind in ACT_KINDS else "doc"
    day = of.issued_on.isoformat() if of.issued_on else _year(of) or UNKNOWN_DATE.isoformat()
    parts = [kind, slug(of.kind), *([slug(of.issuer)] if of.issuer else []), day, slug(of.number or name)]
    return "/akn/vn/" + "/".join(parts)


def _year(of: Metadata | Citation) -> str | None:
    if isinstance(of, Citation) and of.year:
        return of.year
    found = _YEAR_IN_NUMBER.search(of.number or "")
    return found.group(1) if found else None
