"""What a few words find, group by group; each group from its package, only what the actor may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import Charge
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book
from pcmt.web.formats.figures import date_text
from pcmt.web.navigation import address
from vanban.text import fold, lower_first

SHOWN = 8


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, what tells it from others, and its page."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first few, how many in all, and where the rest stands (empty: nowhere).

    is_more: counting ended at `total`.
    """

    title: str
    hits: Sequence[Hit]
    total: int
    more: str = ""
    is_more: bool = False


def find(actor: Actor, q: str, on: date) -> tuple[Group, ...]:
    """This will search every kind of thing for words, with marks or without; kinds without a hit are left out."""
    if not fold(q):
        return ()
    return tuple(group for ask in GROUPS if (group := ask(actor, q, on)) is not None and group.total)


def matches(q: str, *texts: str) -> bool:
    """This will tell whether each word asked for stands somewhere in the texts, marks and case aside."""
    text = fold(" ".join(texts))
    return all(word in text for word in fold(q).split())


def _documents(actor: Actor, q: str, on: date) -> Group | None:
    if not actor.may_somewhere("documents.view"):
        return None
    found = documents.documents(actor, q=q)
    hits = [Hit(row.label, row.title, address("documents.read", row.id)) for row in found.rows[:SHOWN]]
    return Group("Văn bản", hits, found.total, _with_words("documents.search", q), found.is_more)


def _targets(actor: Actor, q: str, on: date) -> Group | None:
    found = [
        target
        for target in plans.targets(actor)
        if matches(q, target.label, target.subject, target.quote, target.level, target.document_number)
    ]
    hits = [
        Hit(
            f"{target.label}: {target.level}",
            f"{target.deadline} · {target.document_label}",
            address("plans.target", target.id),
        )
        for target in found[:SHOWN]
    ]
    return Group("Chỉ tiêu", hits, len(found))


def _tasks(actor: Actor, q: str, on: date) -> Group | None:
    found = [
        task
        for task in plans.tasks(actor, on=on)
        if matches(q, task.title, task.document_number, *(party.name for party in task.leads))
    ]
    hits = []
    for task in found[:SHOWN]:
        leads = task.leads_text or "chưa rõ cơ quan chủ trì"
        due = f"hạn {date_text(task.due_on)}" if task.due_on else "không có thời hạn"
        state = "quá hạn" if task.is_overdue else task.state_label.lower()
        hits.append(Hit(task.title, f"{leads} · {due} · {state}", address("plans.task", task.id)))
    return Group("Nhiệm vụ", hits, len(found))


def _indicators(actor: Actor, q: str, on: date) -> Group | None:
    if not actor.may_somewhere("indicators.view"):
        return None
    found = [rule for rule in book().indicators(on) if matches(q, rule.code, rule.label)]
    hits = [Hit(rule.label, f"{rule.code} · {rule.source}", address("indicators.show", rule.code)) for rule in found]
    return Group("Chỉ số", hits[:SHOWN], len(found), address("indicators.list"))


def _areas(actor: Actor, q: str, on: date) -> Group | None:
    if not actor.may_somewhere("areas.view"):
        return None
    found = areas.search(q, on)
    hits = [
        Hit(
            area.full_name,
            f"Mã {area.code}"
            + (f" · trước đây thuộc {lower_first(area.former_district)}" if area.former_district else ""),
            address("areas.area", area.id),
        )
        for area in found[:SHOWN]
    ]
    return Group("Địa bàn", hits, len(found), _with_words("areas.list", q))


def _former_areas(actor: Actor, q: str, on: date) -> Group | None:
    if not actor.may_somewhere("areas.view"):
        return None
    found = areas.search_former(q, on)
    hits = [
        Hit(
            f"{old.area.full_name} (đến {date_text(old.last_day)})",
            "Nay là " + ", ".join(one.area.full_name for one in old.now) if old.now else f"Mã {old.area.code}",
            address("areas.area", old.area.id),
        )
        for old in found[:SHOWN]
    ]
    return Group("Địa bàn trước đây", hits, len(found), _with_words("areas.list", q))


def _agencies(actor: Actor, q: str, on: date) -> Group | None:
    if not actor.may_somewhere("agencies.view"):
        return None
    found = agencies.search(q, on)
    hits = [Hit(one.name, one.kind_label, address("agencies.agency", one.id)) for one in found[:SHOWN]]
    return Group("Cơ quan, đơn vị", hits, len(found), _with_words("agencies.list", q))


def _in_charge(actor: Actor, q: str, on: date) -> Group | None:
    if not actor.may_somewhere("agencies.view"):
        return None
    found = agencies.in_charge(on, words=q)
    hits = [
        Hit(one.seat.person_name or one.seat.title, _charge(one), address("agencies.committee", one.committee.id))
        for one in found[:SHOWN]
    ]
    return Group("Ai phụ trách", hits, len(found), _with_words("agencies.in_charge", q))


def _charge(one: Charge) -> str:
    return " · ".join(part for part in (one.seat.role_label, one.committee.name, one.seat.field) if part)


def _with_words(page: str, q: str) -> str:
    url = address(page)
    return f"{url}?{urlencode({'q': q})}" if url else ""


GROUPS: tuple[Callable[[Actor, str, date], Group | None], ...] = (
    _documents,
    _targets,
    _tasks,
    _indicators,
    _areas,
    _former_areas,
    _agencies,
    _in_charge,
)
