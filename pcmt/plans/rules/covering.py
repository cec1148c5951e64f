"""Duties against agencies: nothing without a lead, nobody without a duty (không khoán trắng)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

UNNAMED_LEAD = "unnamed_lead"
NO_LEAD = "no_lead"
MANY_LEADS = "many_leads"
REASONS = {
    NO_LEAD: "chưa có ai chủ trì",
    UNNAMED_LEAD: "tên cơ quan chủ trì chưa khớp danh mục",
    MANY_LEADS: "nhiều cơ quan cùng chủ trì, chưa rõ ai chịu trách nhiệm chính",
}
"""Why it is unclear who answers for a duty, in words."""


@dataclass(frozen=True)
class Duty:
    """A duty with the agencies in it; words: those that lead it in words that no registered agency answers to.

    groups: leading agencies of which there are several of one kind ("UBND các xã, phường"): each leads in its place.
    """

    id: int
    title: str
    leads: tuple[int, ...]
    supports: tuple[int, ...]
    words: tuple[str, ...] = ()
    groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One agency in the matrix: the duties that it leads and helps with."""

    agency_id: int
    leads: tuple[int, ...]
    supports: tuple[int, ...]

    @property
    def has_none(self) -> bool:
        """Whether nothing is asked of it."""
        return not (self.leads or self.supports)


@dataclass(frozen=True)
class Cover:
    """The matrix by agency, with what lacks a lead, who lacks a duty, and what is unclear and why."""

    lines: tuple[Line, ...]
    without_lead: tuple[int, ...]
    without_duty: tuple[int, ...]
    unclear: tuple[tuple[int, str], ...]


def cover(duties: Sequence[Duty], agencies: Collection[int]) -> Cover:
    """This will set duties against agencies, in the order in which each is given.

    agencies: those of whom a duty is expected; who stands in a duty besides is listed after them.
    """
    leads: dict[int, list[int]] = {}
    supports: dict[int, list[int]] = {}
    for duty in duties:
        for agency in duty.leads:
            leads.setdefault(agency, []).append(duty.id)
        for agency in duty.supports:
            supports.setdefault(agency, []).append(duty.id)
    everyone = dict.fromkeys((*agencies, *leads, *supports))
    lines = tuple(Line(one, tuple(leads.get(one, ())), tuple(supports.get(one, ()))) for one in everyone)
    return Cover(
        lines=lines,
        without_lead=tuple(duty.id for duty in duties if not duty.leads),
        without_duty=tuple(line.agency_id for line in lines if line.has_none),
        unclear=tuple((duty.id, reason) for duty in duties if (reason := _unclear(duty))),
    )


def _unclear(duty: Duty) -> str:
    if not duty.leads:
        return UNNAMED_LEAD if duty.words else NO_LEAD
    alone = set(duty.leads) - set(duty.groups)
    return MANY_LEADS if len(alone) > 1 else ""
