"""A plan of the made-up province with its document registered, and ways to adopt from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.queries import actor_by_username
from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.queries import TargetInput, TaskInput
from tests.documents import papers
from tests.province import AT, BUILDER, SINCE, Province


@pytest.fixture
def planner(actor: Callable[[str], Actor]) -> Actor:
    """The standing office's planner."""
    return actor("planner")


@pytest.fixture
def clerk(province: Province) -> Actor:
    """The commune's clerk, who also makes its plans."""
    commune = province.communes["sen-hong"].agencies["ubnd_xa"]
    user_id = province.users["sen-hong.reporter"]
    grant_role(user_id=user_id, role="unit_planner", agency_id=commune, valid_from=SINCE, actor=BUILDER, at=AT)
    found = actor_by_username("sen-hong.reporter", AT)
    assert found is not None
    return found


@pytest.fixture
def document_id(planner: Actor, at: datetime) -> int:
    """The province's plan as a registered document."""
    return register_document(data=papers.PLAN.encode(), name="kh.txt", actor=planner, at=at)


@pytest.fixture
def plan_id(planner: Actor, document_id: int, at: datetime) -> int:
    """The province's plan, 2026 to 2030."""
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    return adopt_plan(document_id=document_id, title="Kế hoạch năm 2026", horizon=horizon, actor=planner, at=at)


@pytest.fixture
def suggestion(planner: Actor, document_id: int) -> Callable[[str, str], documents.SuggestionView]:
    """suggestion("target", "II.1"): the first one of a kind in a provision."""

    def find(kind: str, anchor: str) -> documents.SuggestionView:
        found = documents.document(planner, document_id).suggestions
        return next(item for item in found if item.kind == kind and item.anchor == anchor)

    return find


@pytest.fixture
def target_input(province: Province) -> TargetInput:
    """At least 60 % of communes by the end of 2030."""
    return TargetInput(
        indicator="T1b",
        relation=">=",
        value=Decimal(60),
        unit="%",
        subject="xã, phường không ma túy",
        by=Period.parse("2030"),
        scope_area_id=province.id,
    )


@pytest.fixture
def task_input(province: Province) -> TaskInput:
    """Led by the health department, with the police, by 30/11/2026."""
    return TaskInput(
        title="Thành lập điểm tiếp nhận, tư vấn cai nghiện",
        leads=(province.agencies["health"],),
        supports=(province.agencies["police"],),
        support_words=("các đơn vị liên quan",),
        due_on=date(2026, 11, 30),
    )


@pytest.fixture
def target_id(
    plan_id: int,
    suggestion: Callable[[str, str], documents.SuggestionView],
    target_input: TargetInput,
    planner: Actor,
    at: datetime,
) -> int:
    """A target in the plan."""
    return _adopt(plan_id, suggestion("target", "II.1").id, target_input, planner, at)


@pytest.fixture
def task_id(
    plan_id: int,
    suggestion: Callable[[str, str], documents.SuggestionView],
    task_input: TaskInput,
    planner: Actor,
    at: datetime,
) -> int:
    """A task in the plan, led by one agency."""
    return _adopt(plan_id, suggestion("duty", "III.1.a").id, task_input, planner, at)


@pytest.fixture
def shared_task_id(
    plan_id: int,
    suggestion: Callable[[str, str], documents.SuggestionView],
    task_input: TaskInput,
    planner: Actor,
    province: Province,
    at: datetime,
) -> int:
    """A task that two agencies lead."""
    leads = (province.agencies["health"], province.communes["sen-hong"].agencies["ubnd_xa"])
    said = replace(task_input, leads=leads, supports=())
    return _adopt(plan_id, suggestion("duty", "III.1.b").id, said, planner, at)


def _adopt(plan_id: int, suggestion_id: int, said: TargetInput | TaskInput, planner: Actor, at: datetime) -> int:
    reference = adopt_suggestion(suggestion_id=suggestion_id, plan_id=plan_id, correction=said, actor=planner, at=at)
    return int(reference.partition(":")[2])
