"""The documents of the made-up province: written to files, registered, and the plans adopted from them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import hand, moment
from pcmt.cli.sample.registers import Province
from pcmt.cli.sample.tasks import answer_tasks
from pcmt.documents import queries as documents
from pcmt.documents.actions.assign_handler import assign_handler
from pcmt.documents.actions.close_handling import close_handling
from pcmt.documents.actions.endorse import endorse
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_milestone import add_milestone
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.name_lead import name_lead
from pcmt.plans.actions.register_roadmap import register_roadmap
from pcmt.plans.queries import (
    Registration,
    TargetInput,
    TaskInput,
    propose_target,
    propose_task,
)
from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.from_yaml import load_document
from vanban.write.html import write_html
from vanban.write.pdf import write_pdf
from vanban.write.text import write_text


def written_folder() -> Path:
    """This will give the folder into which the sample's files are written, for trying."""
    folder: Path = settings.DATA_DIR / "sample"
    return folder


def build_library(province: Province) -> None:
    """This will write the files, register them on their days, and adopt the plans that they hold."""
    library, officer = read("library.yaml"), hand(province.posts["thuongtruc"], "planner")
    for name, form in library["to_try"].items():
        write(name, form)
    held = {}
    for row in library["registered"]:
        path = write(row["document"], row["as"])
        held[row["document"]] = register_document(
            data=path.read_bytes(),
            name=path.name,
            direction=row.get("direction", "in"),
            arrival_number=row["arrival"],
            arrived_on=date.fromisoformat(row["arrived_on"]) if row["arrived_on"] else None,
            actor=officer,
            at=moment(row["at"]),
        )
        _handle(row, held[row["document"]], province, officer)
    for row in library["plans"]:
        plan_id = _adopt(row, held[row["document"]], officer)
        _lead(row, plan_id, province, officer)
        answer_tasks(row, plan_id, province)


def _handle(row: dict[str, Any], document_id: int, province: Province, officer: Actor) -> None:
    """What became of an incoming document, three days after it was registered."""
    at = moment(row["at"]) + timedelta(days=3)
    if "closed" in row:
        close_handling(document_id=document_id, outcome=row["closed"], actor=officer, at=at)
    if given := row.get("given_to"):
        post, chief = province.posts[given["post"]], province.posts["lanhdao"]
        endorse(
            document_id=document_id,
            words=given["words"],
            post_id=chief.id,
            written_on=at.date(),
            actor=officer,
            at=at,
        )
        assign_handler(
            document_id=document_id,
            agency_id=post.agency_id,
            post_id=post.id,
            reply_due_on=date.fromisoformat(given["due"]) if given["due"] else None,
            actor=officer,
            at=at,
        )


def write(name: str, form: str) -> Path:
    """This will write one document of /sample as a file of a form (docx, pdf, html, txt), and return its path."""
    document = load_document(settings.SAMPLE_DIR / "documents" / f"{name}.yaml")
    contents = {
        "docx": lambda: write_docx(document),
        "pdf": lambda: write_pdf(document, find_fonts()),
        "html": lambda: write_html(document).encode(),
        "txt": lambda: write_text(document).encode(),
    }
    path = written_folder() / f"{name}.{form}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents[form]())
    return path


def _adopt(row: dict[str, Any], document_id: int, officer: Actor) -> int:
    at = moment(row["at"])
    first, last = (date.fromisoformat(day) for day in row["horizon"])
    plan_id = adopt_plan(document_id=document_id, title=row["title"], horizon=(first, last), actor=officer, at=at)
    view = documents.document(officer, document_id)
    for item in view.suggestions:
        correction = _confirmed(view, item, at.date(), last, row["indicators"])
        if correction is not None:
            adopt_suggestion(suggestion_id=item.id, plan_id=plan_id, correction=correction, actor=officer, at=at)
    for target_id, milestone in _milestones(row, plan_id, officer):
        add_milestone(
            target_id=target_id,
            period=Period.parse(milestone["period"]),
            value=Decimal(milestone["value"]),
            actor=officer,
            at=at,
        )
    if "roadmap" in row:
        _register(row["roadmap"], plan_id, officer)
    return plan_id


def _lead(row: dict[str, Any], plan_id: int, province: Province, officer: Actor) -> None:
    """Which agency leads in the targets on an indicator."""
    for target in plans.targets(officer, plan_id):
        if key := row.get("leads", {}).get(target.indicator):
            name_lead(target_id=target.id, agency_id=province.agencies[key], actor=officer, at=moment(row["at"]))


def _register(given: dict[str, Any], plan_id: int, officer: Actor) -> None:
    """Which communes are registered for which year."""
    at = moment(given["at"])
    target = _target(plan_id, given, officer)
    places = {area.name: area.id for area in plans.roadmap(officer, target, at.date()).open_areas}
    rows = [Registration(places[name], year) for year, names in given["years"].items() for name in names]
    register_roadmap(target_id=target, rows=rows, actor=officer, at=at)


def _confirmed(
    view: documents.DocumentView, item: documents.SuggestionView, on: date, last: date, indicators: list[str]
) -> TargetInput | TaskInput | None:
    """What an officer would confirm as it was read: targets on the indicators named, duties with a registered lead."""
    if item.kind == "target":
        target = propose_target(item, on=on, horizon_to=last)
        return target.as_read() if target.indicator in indicators else None
    task = propose_task(item, sentence=documents.sentence(view, item), on=on).as_read()
    return task if task and task.leads else None


def _milestones(row: dict[str, Any], plan_id: int, officer: Actor) -> Iterator[tuple[int, dict[str, str]]]:
    for milestone in row.get("milestones", ()):
        yield _target(plan_id, milestone, officer), milestone


def _target(plan_id: int, said: dict[str, Any], officer: Actor) -> int:
    """The target of a plan on an indicator by a period."""
    asked = (said["indicator"], said["by"])
    for target in plans.targets(officer, plan_id=plan_id):
        if (target.indicator, target.by.id) == asked:
            return target.id
    raise Refusal(f"Kế hoạch mẫu không có chỉ tiêu {said['indicator']} đến {said['by']}.")
