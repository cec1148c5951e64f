"""What stands above the name of who signs a paper of a body, as the directory knows the signer's power there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.agencies.models import CommitteeMember
from pcmt.agencies.queries.directory import agency
from pcmt.agencies.queries.holders import PostView, post
from pcmt.agencies.queries.names import match
from pcmt.agencies.queries.signing import signers
from pcmt.agencies.rules.seats import seat_block
from vanban.text import fold


@dataclass(frozen=True)
class SignatureBlock:
    """The lines of authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH") and the signer's own title."""

    authority: tuple[str, ...]
    title: tuple[str, ...]


def signature_block(issuer: str, area_id: int, post_id: int | None, on: date) -> SignatureBlock | None:
    """This will give how the holder of a post signs for a body, named by its issuer's line, on a day.

    issuer: "Ủy ban nhân dân tỉnh Hoa Mai". None where the directory does not have the body, an agency or a committee of
    that area, or does not say that this post signs for it.
    """
    if post_id is None:
        return None
    for view in match(issuer, on):
        for signer in signers(view.id, on):
            if signer.post.id == post_id:
                return SignatureBlock(signer.block[:-1], signer.block[-1:])
    return _in_committee(issuer, area_id, post(post_id), on)


def _in_committee(issuer: str, area_id: int, signer: PostView, on: date) -> SignatureBlock | None:
    seats = CommitteeMember.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        committee__area_id=area_id,
        valid_from__lte=on,
        post_id=signer.id,
    )
    for seat in seats.select_related("committee").order_by("pk"):
        lines = seat_block(seat.committee.kind, seat.role)
        if lines and fold(seat.committee.name) == fold(issuer):
            return SignatureBlock(lines, (_full_title(signer).upper(),))
    return None


def _full_title(signer: PostView) -> str:
    """The title with its agency, which some titles name already."""
    own = agency(signer.agency_id)
    named = any(fold(name) in fold(signer.title) for name in (own.name, own.short_name))
    return signer.title if named else f"{signer.title} {own.name}"
