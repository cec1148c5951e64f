"""Why may somebody do something with a thing, or not: in each of their capacities, and who else could."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from pcmt.accounts import queries as accounts
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.classification import queries as classification
from pcmt.documents import queries as documents
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.kernel.verdict import Verdict
from pcmt.plans import queries as plans
from pcmt.publications import queries as publications
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import book
from pcmt.trace import policy

REFERENCE = re.compile(r"(?P<kind>[a-z]{1,20}):(?P<id>[1-9]\d{0,17})", re.ASCII)


@dataclass(frozen=True)
class Answer:
    """One capacity's answer: whether it may, and the sentence that says why or why not."""

    capacity: str
    allowed: bool
    reason: str


@dataclass(frozen=True)
class Explanation:
    """Whether an account may do something with a thing, in any capacity; the rule, and the posts that could."""

    username: str
    person: str
    action: str
    action_label: str
    reference: str
    allowed: bool
    answers: tuple[Answer, ...]
    rule: str
    holders: tuple[str, ...]


class BadQuestion(Refusal):
    """This will say that there is no such action, or that a text names no thing that can be asked about."""

    code = "bad_question"


def _on_area(actor: Actor, permission: str, area_id: int, on: date) -> Verdict:
    area = areas.area(area_id, on)
    match permission.partition(".")[0]:
        case "classification":
            return classification.verdict(actor, permission, area_id, on)
        case "indicators":
            seen = indicators.may_view(actor, area)
            return Verdict(bool(seen), seen)
        case "areas" if not permission.endswith(".view"):
            return Verdict(True, actor.may(permission))
    return Verdict(True, actor.may(permission, area_id=area_id))


def _on_agency(actor: Actor, permission: str, agency_id: int, on: date) -> Verdict:
    agencies.agency(agency_id)
    return Verdict(True, actor.may(permission, agency_id=agency_id))


def _on_plans(kind: str) -> "Judge":
    return lambda actor, permission, object_id, on: plans.verdict(actor, permission, kind, object_id)


Judge = Callable[[Actor, str, int, date], Verdict]
JUDGES: Mapping[str, tuple[tuple[str, ...], Judge]] = {
    "agency": ((), _on_agency),
    "area": ((), _on_area),
    "document": (("documents",), lambda actor, permission, key, on: documents.verdict(actor, permission, key)),
    "draft": (("documents",), lambda actor, permission, key, on: documents.verdict_on_draft(actor, permission, key)),
    "plan": (("plans",), _on_plans("plan")),
    "report": (("publications",), lambda actor, permission, key, on: publications.verdict(actor, permission, key)),
    "submission": (("reporting",), lambda actor, permission, key, on: reporting.verdict(actor, permission, key)),
    "target": (("plans",), _on_plans("target")),
    "task": (("plans",), _on_plans("task")),
    "user": (("accounts",), lambda actor, permission, key, on: accounts.verdict(actor, permission, key)),
}
"""Each kind of thing with the packages whose actions concern it (none named: any, at that place), and who answers."""


def kinds_asked() -> tuple[str, ...]:
    """This will name the kinds of things that can be asked about: "submission", of "submission:7"."""
    return tuple(JUDGES)


def why(asker: Actor, username: str, action: str, reference: str, at: datetime) -> Explanation:
    """This will explain whether an account may do an action with a thing, just as the action itself would decide.

    Only for those who keep the accounts. Nothing of the thing is told but its reference, for the asker need not be able
    to see it. Raises BadQuestion for an unknown action or a text that names no thing, NotFound for what is not there.
    """
    policy.need(policy.may_ask_of_rights(asker))
    judge, key = _judge(action, reference)
    on = localdate(at)
    held = accounts.every_capacity(username, at)
    if not held:
        raise NotFound(f"Không có tài khoản đang hoạt động tên “{username}”.")
    verdicts = [(capacity.label, actor, judge(actor, action, key, on)) for capacity, actor in held]
    answers = tuple(
        Answer(label, verdict.allowed, _reason(actor, action, verdict)) for label, actor, verdict in verdicts
    )
    needs = next((one.decision.needs for *_, one in verdicts if one.decision.needs), None)
    told = accounts.guidance(needs, actor=held[0][1], at=at) if needs else None
    return Explanation(
        username=username,
        person=held[0][1].label,
        action=action,
        action_label=book().permissions[action],
        reference=reference,
        allowed=any(one.allowed for one in answers),
        answers=answers,
        rule=told.rule if told else "",
        holders=tuple(str(one) for one in told.holders) if told else (),
    )


def _judge(action: str, reference: str) -> tuple[Judge, int]:
    if action not in book().permissions:
        near = difflib.get_close_matches(action, book().permissions, 1)
        remedy = f"Có phải là “{near[0]}”?" if near else "Xem danh sách tại docs/reference/permissions.md."
        raise BadQuestion(f"Không có việc nào tên “{action}”.", remedy=remedy, fields={"viec": remedy})
    found = REFERENCE.fullmatch(reference.strip())
    kind = found["kind"] if found else ""
    if found is None or kind not in JUDGES:
        remedy = f"Các loại: {', '.join(f'{name}:SỐ' for name in JUDGES)}."
        message = f"“{reference}” không phải là mã của đối tượng nào."
        raise BadQuestion(message, remedy=remedy, fields={"ve": f"{message} {remedy}"})
    packages, judge = JUDGES[kind]
    if packages and action.partition(".")[0] not in packages:
        message = f"Việc “{book().permissions[action]}” không làm với loại “{kind}”."
        raise BadQuestion(message, remedy="Chọn việc khác hoặc đối tượng khác.", fields={"ve": message})
    return judge, int(found["id"])


def _reason(actor: Actor, action: str, verdict: Verdict) -> str:
    if not verdict.seen:
        return "Đối tượng nằm ngoài phạm vi được xem; hệ thống trả lời như không có."
    if not verdict.decision:
        return _denial(actor, action, verdict.decision)
    by = _by(actor, action, verdict.decision)
    if verdict.obstacle:
        return f"{by} Nhưng lúc này chưa làm được: {verdict.obstacle}"
    return by


def _denial(actor: Actor, action: str, decision: Decision) -> str:
    named = book().permissions[action]
    if decision.needs is None or decision.needs.permission != action:
        return _sentence(decision.rule)
    if actor.may_somewhere(action):
        return f"Có quyền “{named}”, nhưng đối tượng này nằm ngoài phạm vi được giao."
    return f"Không giữ vai trò nào có quyền “{named}”."


def _by(actor: Actor, action: str, decision: Decision) -> str:
    role = book().role_by_code.get(decision.grant.role) if decision.grant else None
    if role is None:
        return _sentence(decision.rule)
    told = f"Vai trò “{role.label}” cho quyền này trong phạm vi {accounts.reach_words(role, action)}."
    if actor.on_behalf:
        told += f" Quyền của {actor.on_behalf.label}, thực hiện thay theo văn bản ủy quyền."
    return told


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"
