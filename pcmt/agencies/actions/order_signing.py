"""Order or authorise a post to sign an agency's papers for its head."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import Post, SigningOrder
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.holders import in_office
from pcmt.agencies.rules.signing import DEPUTY, flaw_of_order
from pcmt.agencies.versioning import open_version
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise


@transaction.atomic
def order_signing(
    *,
    agency_id: int,
    post_id: int,
    power: str,
    matters: str,
    basis: str,
    document: str = "",
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will let a post sign for an agency's head and return the order's identifier.

    power: TL. (by order, as the working rules say) or TUQ. (authorised in writing, for a term). matters: which papers.
    basis: the paper in words, document: its reference. Refuses who is not at the head of a unit of the agency, an
    authorisation without a term, and an order without its paper or matters.
    """
    version = open_version(agency_id)
    may_change(actor, "order_signing", agency_id=agency_id, area_id=version.area_id).require()

    post = in_office(Post.objects.filter(pk=post_id), valid_from).first()
    if post is None:
        raise NotFound("Không tìm thấy chức vụ đang được giữ vào ngày giao ký.")
    matters, basis = (" ".join(normalise(text).split()) for text in (matters, basis))
    flaw = flaw_of_order(
        power,
        within=_within(post, agency_id),
        matters=matters,
        basis=basis,
        first=valid_from,
        last=valid_to,
    )
    if flaw:
        raise Refusal(flaw, remedy="Xem Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3 và 4.")

    order = SigningOrder.objects.create(
        agency_id=agency_id,
        post=post,
        power=power,
        matters=matters,
        basis=basis,
        document=document,
        valid_from=valid_from,
        valid_to=valid_to,
    )

    record(
        action="agencies.order_signing",
        subject=f"agency:{agency_id}",
        actor=actor,
        at=at,
        after={
            "order": order.pk,
            "post": post_id,
            "power": power,
            "document": document,
            "valid_from": str(valid_from),
            "valid_to": str(valid_to) if valid_to else None,
        },
        reason=basis,
    )
    return order.pk


def _within(post: Post, agency_id: int) -> bool:
    """Whether the post heads a unit under the agency, or is one of the agency's own below its deputies."""
    if post.agency_id == agency_id:
        return not post.is_head and post.powers != DEPUTY
    return post.is_head and open_version(post.agency_id).parent_id == agency_id
