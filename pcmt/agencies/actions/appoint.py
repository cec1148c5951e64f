"""Appoint a person to a post."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import AgencyVersion, Person, Post
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.vacancies import refuse_flawed_power, refuse_second_head
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise


@transaction.atomic
def appoint(
    *,
    agency_id: int,
    person_name: str = "",
    person_id: int | None = None,
    title: str,
    is_head: bool = False,
    powers: str = "",
    valid_from: date,
    actor: Actor,
    at: datetime,
) -> int:
    """This will put a person in a post from a day on and return the post's identifier.

    Name a new person by `person_name`, or one who is known by `person_id`. Refuses a second head beside the first.
    """
    may_change(actor, "appoint", agency_id=agency_id).require()

    if not AgencyVersion.objects.filter(agency_id=agency_id, valid_to__isnull=True).exists():
        raise NotFound("Không tìm thấy cơ quan đang hoạt động.")
    if person_id is not None and not Person.objects.filter(pk=person_id).exists():
        raise NotFound("Không tìm thấy người được bổ nhiệm.")
    name, title = normalise(person_name).strip(), normalise(title).strip()
    if not title or not (name or person_id is not None):
        raise Refusal("Bổ nhiệm cần có họ tên và chức danh.", remedy="Nhập đủ họ tên và chức danh.")
    refuse_flawed_power(powers, is_head=is_head)
    if is_head:
        refuse_second_head(agency_id)

    person = Person.objects.create(name=name) if person_id is None else Person.objects.get(pk=person_id)
    post = Post.objects.create(
        person=person, agency_id=agency_id, title=title, is_head=is_head, powers=powers, valid_from=valid_from
    )

    record(
        action="agencies.appoint",
        subject=f"post:{post.pk}",
        actor=actor,
        at=at,
        after={"agency": agency_id, "person": person.pk, "is_head": is_head, "valid_from": str(valid_from)},
        personal={"name": person.name, "title": title},
    )
    return post.pk
