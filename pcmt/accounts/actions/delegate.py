"""Let another act for oneself."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pcmt.accounts.granting import permissions_of
from pcmt.accounts.models import Delegation, User
from pcmt.accounts.policy import may_delegate
from pcmt.accounts.rules.apart import check_apart
from pcmt.accounts.rules.delegating import DEPUTY, CannotDelegate, check_deputy, check_permissions, check_term
from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book


@transaction.atomic
def delegate(
    *,
    receiver_id: int,
    kind: str,
    permissions: Collection[str],
    basis: str,
    document: str = "",
    valid_from: date,
    valid_to: date | None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will let another account do, for the actor and at the actor's agency, what the actor may do there.

    kind: `delegation` (ủy quyền), with a last day, or `deputy` (ký thay), to a deputy of the same agency, until revoked
    where no last day is given. basis: number and date of the paper; document: its reference where it is registered.
    Only what the actor holds in their own right can be given; it lasts no longer than the actor's own right does.
    """
    may_delegate(actor).require()

    receiver, day = User.objects.filter(pk=receiver_id, is_active=True).first(), timezone.localdate(at)
    if receiver is None or actor.user_id is None or actor.agency_id is None:
        raise NotFound("Không tìm thấy người nhận ủy quyền.")
    if receiver.person_id in actor.hands:
        raise SamePerson("Không ai ủy quyền cho chính mình.", remedy="Chọn người khác.")
    if not basis.strip():
        message = "Chưa ghi văn bản ủy quyền."
        raise CannotDelegate(message, remedy="Ghi số, ngày và tên văn bản.", fields={"basis": message})
    if kind not in Delegation.Kind.values:
        raise NotFound("Không có hình thức giao quyền này.")
    check_term(kind, valid_from, valid_to, day)
    check_permissions(permissions, {grant.permission for grant in actor.grants}, book().undelegated)
    # The paper itself is the reason; what may never meet in one hand is refused all the same.
    check_apart(book().apart, permissions_of(receiver.person_id, at), frozenset(permissions), basis)
    if kind == DEPUTY:
        posts = agencies.posts_of(receiver.person_id, day)
        check_deputy([post.powers for post in posts if post.agency_id == actor.agency_id])

    given = Delegation.objects.create(
        giver_id=actor.user_id,
        agency_id=actor.agency_id,
        receiver=receiver,
        kind=kind,
        permissions=sorted(set(permissions)),
        basis=basis.strip(),
        document=document.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        given_at=at,
    )

    record(
        action="accounts.delegate",
        subject=f"delegation:{given.pk}",
        actor=actor,
        at=at,
        after={
            "kind": kind,
            "user": receiver_id,
            "agency": actor.agency_id,
            "permissions": given.permissions,
            "document": given.document or None,
            "valid_from": str(valid_from),
            "valid_to": str(valid_to) if valid_to else None,
        },
        reason=given.basis,
    )
    return given.pk
