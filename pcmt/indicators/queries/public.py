"""What of the indicators was opened to everybody, by whom, and what may be chosen for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from pcmt.indicators.models import PublicChoice, PublicPage
from pcmt.indicators.rules.public import codes_in, may_show_communes
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef, book

PUBLIC_LEVELS = {level.value: str(level.label) for level in PublicChoice.Level}
MANAGE = "indicators.manage"
OPEN = "indicators.open_public_page"


@dataclass(frozen=True)
class ChoiceView:
    """One indicator of a public page; `level` is a key of PUBLIC_LEVELS."""

    indicator: str
    level: str


@dataclass(frozen=True)
class PublicPageView:
    """A public page as it was proposed. state: proposed, open or closed."""

    id: int
    least: int
    reason: str
    proposed_by: str
    proposer_id: int
    proposed_at: datetime
    opened_by: str
    opened_at: datetime | None
    closed_at: datetime | None
    choices: tuple[ChoiceView, ...]

    @property
    def state(self) -> str:
        """Where it stands."""
        if self.closed_at is not None:
            return "closed"
        return "open" if self.opened_at is not None else "proposed"


def open_public_page() -> PublicPageView | None:
    """This will give the page that is open to everybody; None where nothing is public."""
    row = _rows().filter(opened_at__isnull=False, closed_at__isnull=True).first()
    return _view(row) if row else None


def public_pages(actor: Actor) -> tuple[PublicPageView, ...]:
    """This will list what was proposed for the public, the newest first; none for who does not deal with that."""
    if not actor.may_somewhere(MANAGE):
        return ()
    return tuple(_view(row) for row in _rows().order_by("-proposed_at", "-pk"))


def public_pages_to_open(actor: Actor) -> tuple[PublicPageView, ...]:
    """This will list the proposals of others that wait for the actor to open them, the oldest first."""
    if not actor.may_somewhere(OPEN):
        return ()
    waiting = _rows().filter(opened_at__isnull=True, closed_at__isnull=True).exclude(proposed_by_id=actor.person_id)
    return tuple(_view(row) for row in waiting.order_by("proposed_at", "pk"))


def public_page(actor: Actor, page_id: int) -> PublicPageView:
    """This will give one proposal; NotFound for who does not deal with that."""
    found = next((one for one in public_pages(actor) if one.id == page_id), None)
    if found is None:
        raise NotFound
    return found


def levels_of(rule: IndicatorDef) -> tuple[str, ...]:
    """This will tell at which levels an indicator may be public; none where it stands on restricted figures."""
    if _reads_restricted(rule):
        return ()
    communes = may_show_communes(rule.unit, rule.level, has_base=rule.denominator is not None)
    return ("province", "commune") if communes else ("province",)


def _reads_restricted(rule: IndicatorDef) -> bool:
    known = {one.code: one for one in book().all_indicators}
    restricted, todo, seen = book().restricted(), [rule.code], set[str]()
    while todo:
        code = todo.pop()
        if code in seen:
            continue
        seen.add(code)
        if code in restricted or any(one.startswith(f"{code}.") for one in restricted):
            return True
        if code in known:
            todo += codes_in(known[code].formula)
    return False


def _rows() -> QuerySet[PublicPage]:
    return PublicPage.objects.select_related("proposed_by", "opened_by").prefetch_related("choices")


def _view(row: PublicPage) -> PublicPageView:
    return PublicPageView(
        id=row.pk,
        least=row.least,
        reason=row.reason,
        proposed_by=row.proposed_by.name,
        proposer_id=row.proposed_by_id,
        proposed_at=row.proposed_at,
        opened_by=row.opened_by.name if row.opened_by else "",
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        choices=tuple(ChoiceView(choice.indicator, choice.level) for choice in row.choices.all()),
    )
