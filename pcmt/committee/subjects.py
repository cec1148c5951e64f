"""On what an opinion may be: documents, plans, tasks, and what higher packages offer (`ports.Subject`)."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from pcmt.committee.ports import Subject
from pcmt.committee.rules.opinions import ABOUT
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans


def kinds() -> Mapping[str, str]:
    """This will give the kinds of things that an opinion may be on, with what they are in Vietnamese."""
    return {**ABOUT, **{kind: one.label for kind, one in _offered().items()}}


def title_of(actor: Actor, about: str, about_id: int, *, on: date) -> str:
    """This will name a thing that an opinion may be on; NotFound where the actor may not see it."""
    if about == "document":
        return documents.document(actor, about_id).label
    if about == "plan":
        return plans.plan(actor, about_id).title
    if about == "task":
        return plans.seen_task(actor, about_id, on=on).title
    subject = _offered().get(about)
    if subject is None:
        raise NotFound
    return subject.title(actor, about_id, on)


def sees(actor: Actor, about: str, about_id: int, *, on: date) -> bool:
    """This will tell whether the actor may see the thing that an opinion is on, which whom it is to may not."""
    try:
        title_of(actor, about, about_id, on=on)
    except NotFound:
        return False
    return True


def _offered() -> dict[str, Subject]:
    found: list[Subject] = [import_string(path) for path in settings.COMMITTEE_SUBJECTS]
    return {one.kind: one for one in found}
