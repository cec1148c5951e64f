"""A warning over a document of another province: its targets and duties bind nobody here."""

from datetime import date

from pcmt.areas import queries as areas
from pcmt.documents.models import Document
from pcmt.documents.rules.origin import is_of_another, province_named


def note_of_origin(document: Document) -> str:
    """This will warn of a document whose issuer is of another province than the one served; "" where that is unsure.

    The served province is known by its names of today and of the day of issue, those of its parts among them.
    """
    named = province_named(document.issuer)
    if not named:
        return ""
    today = document.registered_at.date()
    served = areas.province(today)
    if served is None or not is_of_another(named, _own_names(served.name, document.issued_on)):
        return ""
    home = f"{served.full_name[:1].lower()}{served.full_name[1:]}"
    return (
        f"Văn bản của tỉnh khác: cơ quan ban hành thuộc {named}, hệ thống này phục vụ {home}. "
        "Việc giao trong đó không bắt buộc đối với nơi này. Tên chung như “Sở Y tế”, “UBND các xã” khi xác nhận "
        f"được hiểu là cơ quan của {home}: chỉ xác nhận những mục mà {home} tự nhận làm."
    )


def _own_names(served: str, issued_on: date | None) -> tuple[str, ...]:
    parts = areas.served_provinces(issued_on) if issued_on else ()
    return (served, *(one.name for one in parts))
