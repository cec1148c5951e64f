"""Write the office's own words in a draft."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.publications.access import lifecycle, report_for
from pcmt.publications.rules.content import OwnWords, from_json

LONGEST = 20_000


@transaction.atomic
def edit_words(*, report_id: int, texts: Mapping[str, str], version: int, actor: Actor, at: datetime) -> int:
    """This will keep the words of some blocks, and return the report's new version.

    texts: block code → text of at most 20,000 characters. version: the one that the writer saw; where another person
    has saved since, nothing is overwritten and the refusal says so.
    """
    report = report_for(actor, report_id, "publications.edit_words", lock=True)

    target = lifecycle().after(report.state, "edit_words")
    known = {part.code for part in from_json(report.content) if isinstance(part, OwnWords)}
    if strange := set(texts) - known:
        raise Refusal(f"Báo cáo không có phần lời văn “{', '.join(sorted(strange))}”.", code="unknown_block")
    if too_long := {code: f"Dài quá {LONGEST} ký tự." for code, text in texts.items() if len(text) > LONGEST}:
        raise Refusal("Phần lời văn quá dài.", remedy="Rút gọn, hoặc đưa vào phụ lục.", fields=too_long)
    if version != report.version:
        raise Refusal(
            "Báo cáo vừa được người khác sửa.",
            remedy="Nội dung đang nhập vẫn còn trên trang này; chép lại, tải lại trang rồi ghi tiếp.",
            code="stale",
        )

    changed = sorted(code for code, text in texts.items() if text != report.words.get(code, ""))
    if not changed:
        return report.version
    report.words = {**report.words, **texts}
    report.version += 1
    report.state = target
    report.save(update_fields=["words", "version", "state"])

    record(
        action="publications.edit_words",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        after={"blocks": changed, "version": report.version},
    )
    return report.version
