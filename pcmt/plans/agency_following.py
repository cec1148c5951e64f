"""How the leads of plans' parts and the requests for plans follow when agencies end: to those who go on for them.

Of a request that was answered nothing moves: that plan was issued by the agency that was. Where the heir was asked
itself, its own request holds for both, and the ended agency's is no longer shown (`queries.cascade`).
"""

from collections.abc import Mapping
from datetime import timedelta

from pcmt.agencies import queries as agencies
from pcmt.areas.ports import Course, Touched
from pcmt.areas.ports.memento import Memento
from pcmt.plans.models import PlanAsked, PlanItem
from pcmt.plans.states import NOT_ISSUED, PLAN_ACTIVE, PLAN_DRAFT

LED = "mục, dự án do cơ quan chủ trì"
ASKED = "cơ quan được giao xây dựng kế hoạch"
RUNNING = (PLAN_ACTIVE, PLAN_DRAFT)


def follow_leads(course: Course, memento: Memento) -> tuple[Touched, ...]:
    """This will give the parts of running plans that ended agencies lead to their heirs, and tell of those without."""
    heirs, names = _heirs(course)
    told = []
    for item in PlanItem.objects.filter(lead_id__in=heirs, plan__state__in=RUNNING).order_by("pk"):
        old, heir = item.lead_id or 0, heirs[item.lead_id or 0]
        label = f"{item.title[:120]} ({names[old]})"
        if heir is None:
            told.append(Touched(f"plan:{item.plan_id}", label, "không còn cơ quan chủ trì; cần giao lại", True))
            continue
        memento.change(LED, item, lead_id=heir)
        told.append(Touched(f"plan:{item.plan_id}", label, f"{names[heir]} chủ trì"))
    return tuple(told)


def follow_requests(course: Course, memento: Memento) -> tuple[Touched, ...]:
    """This will ask the heirs for the plans that ended agencies were asked for and have not issued."""
    heirs, names = _heirs(course)
    rows = PlanAsked.objects.filter(agency_id__in=heirs, plan__state=PLAN_ACTIVE).select_related("plan", "own_plan")
    told = []
    for row in rows.order_by("pk"):
        if row.own_plan is not None and row.own_plan.state not in NOT_ISSUED:
            continue
        label, heir = f"{row.plan.title[:120]} ({names[row.agency_id]})", heirs[row.agency_id]
        if heir is None:
            told.append(Touched(f"plan:{row.plan_id}", label, "không còn cơ quan xây dựng kế hoạch", True))
        elif PlanAsked.objects.filter(plan_id=row.plan_id, agency_id=heir).exists():
            told.append(Touched(f"plan:{row.plan_id}", label, f"chung kế hoạch với {names[heir]}"))
        else:
            memento.change(ASKED, row, agency_id=heir)
            told.append(Touched(f"plan:{row.plan_id}", label, f"{names[heir]} xây dựng kế hoạch"))
    return tuple(told)


def _heirs(course: Course) -> tuple[Mapping[int, int | None], Mapping[int, str]]:
    """The agencies that end with the areas, each with who goes on for it, and the names of both."""
    eve = course.on - timedelta(days=1)
    there = agencies.agencies_by_id(agencies.seated_in(course.ended, eve), eve)
    going_on = agencies.agencies_by_id(there, course.on)
    ended = {agency_id for agency_id in there if agency_id not in going_on}
    found = agencies.heirs(ended, course.on)
    new = agencies.agencies_by_id(found.values(), course.on)
    names = {key: view.name for key, view in {**there, **new}.items()}
    return {one: heir if (heir := found.get(one)) in new else None for one in ended}, names
