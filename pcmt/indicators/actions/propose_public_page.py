"""Propose what of the indicators anybody may see; nothing is public until somebody else opens it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.indicators.models import PublicChoice, PublicPage
from pcmt.indicators.queries.public import ChoiceView, levels_of
from pcmt.indicators.queries.targets import rule_on
from pcmt.indicators.rules.suppression import LEAST
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound, Refusal

LOWEST, HIGHEST = 3, 100


class CannotPublish(Refusal):
    """This will say why something is not proposed for, or opened to, the public."""

    code = "cannot_publish"


@transaction.atomic
def propose_public_page(
    *, choices: Sequence[ChoiceView], reason: str, least: int = LEAST, actor: Actor, at: datetime
) -> int:
    """This will keep a choice of indicators for another person to open, and return its identifier.

    least: smaller counts are held back, from 3 to 100. Raises CannotPublish where an indicator may not be public at
    such a level (it stands on restricted figures, or nobody can tell how many are behind it).
    """
    actor.may("indicators.propose_public_page").require()
    if actor.person_id is None:
        raise NotFound

    if not as_reason(reason):
        raise CannotPublish("Chưa ghi lý do.", fields={"reason": "Nêu văn bản hoặc yêu cầu công khai."})
    if not LOWEST <= least <= HIGHEST:
        raise CannotPublish("Ngưỡng ẩn không hợp lệ.", fields={"least": f"Chọn từ {LOWEST} đến {HIGHEST}."})
    if not choices:
        raise CannotPublish("Chưa chọn chỉ số nào.", remedy="Chọn ít nhất một chỉ số để công khai.")
    for choice in choices:
        rule = rule_on(choice.indicator, localdate(at))
        if rule is None or choice.level not in levels_of(rule):
            label = rule.label if rule else choice.indicator
            raise CannotPublish(
                f"“{label}” không công khai được ở mức đã chọn.",
                remedy="Chọn mức toàn tỉnh, hoặc bỏ chỉ số này: số liệu hạn chế, hoặc không rõ có bao nhiêu đối tượng.",
            )

    made = PublicPage.objects.create(
        least=least, reason=as_reason(reason), proposed_by_id=actor.person_id, proposed_at=at
    )
    PublicChoice.objects.bulk_create(
        PublicChoice(page=made, place=place, indicator=choice.indicator, level=choice.level)
        for place, choice in enumerate(choices, start=1)
    )

    record(
        action="indicators.propose_public_page",
        subject=f"public_page:{made.pk}",
        actor=actor,
        at=at,
        after={"indicators": [f"{choice.indicator} {choice.level}" for choice in choices], "least": least},
        reason=made.reason,
    )
    return made.pk
