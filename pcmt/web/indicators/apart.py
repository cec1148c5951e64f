"""Targets set to a zone or to one type of communes, as the pages of their indicator and the leader's page show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from pcmt.indicators.queries import Apart, Progress
from pcmt.web.classification.shapes import KINDS
from pcmt.web.components import State


@dataclass(frozen=True)
class ApartLine:
    """One of them. part: of which communes it is asked; asked: what, by when, in which act; period: of its value."""

    part: str
    label: str
    asked: str
    progress: Progress
    state: State
    period: str
    url: str


def apart_lines(found: Iterable[Apart]) -> tuple[ApartLine, ...]:
    """This will dress them in their order."""
    return tuple(_line(one) for one in found)


def _line(one: Apart) -> ApartLine:
    target, progress = one.target, one.progress
    return ApartLine(
        part=target.scope_part,
        label=target.label,
        asked=f"{target.level} {target.deadline}, {target.document_label}",
        progress=progress,
        state=State(KINDS[progress.state], progress.label),
        period=progress.value.period.name_inside if progress.value else "",
        url=reverse("plans.target", args=[target.id]),
    )
