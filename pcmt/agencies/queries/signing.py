"""Who may sign an agency's papers on a day, by which power, and what stands above the name."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.agencies.models import Post, SigningOrder
from pcmt.agencies.queries.directory import AgencyView, agency
from pcmt.agencies.queries.holders import PostView, in_office, post_view, posts
from pcmt.agencies.rules import signing
from pcmt.agencies.rules.signing import House
from pcmt.rulebook.queries import book

NO_HEAD = "Thủ trưởng"


@dataclass(frozen=True)
class SignerView:
    """A person who may sign, `block` being what stands above the name, line by line.

    matters: what may be signed, "" where the whole office goes with it; order_id: the order that says so, None
    where the post does.
    """

    post: PostView
    power: str
    power_label: str
    ground: str
    block: tuple[str, ...]
    matters: str = ""
    basis: str = ""
    document: str = ""
    order_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def signers(agency_id: int, on: date) -> tuple[SignerView, ...]:
    """This will list who may sign for an agency that day: its head, the deputies, then those ordered or authorised."""
    held = posts(agency_id, on)
    house = house_of(agency(agency_id), held)
    found = [_by_post(post, house) for post in held if post.is_head or post.powers]
    orders = SigningOrder.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), agency_id=agency_id, valid_from__lte=on
    )
    living = in_office(Post.objects.filter(signing_orders__in=orders), on)
    rows = orders.filter(post__in=living).select_related("post__person").order_by("power", "pk")
    return tuple(found) + tuple(_by_order(row, house) for row in rows)


def house_of(shown: AgencyView, held: tuple[PostView, ...]) -> House:
    """This will say how an agency's papers are signed: its head's title, the collective, whether the Party's way."""
    head = next((post.title for post in held if post.is_head), NO_HEAD)
    rules = book()
    return House(head, rules.signing_bodies.get(shown.kind, ""), shown.kind in rules.party_kinds, shown.name)


def _by_post(post: PostView, house: House) -> SignerView:
    return SignerView(
        post=post,
        power=post.powers,
        power_label=post.powers_label,
        ground=signing.GROUNDS[post.powers],
        block=signing.block(post.powers, post.title, house),
        valid_from=post.valid_from,
        valid_to=post.valid_to,
    )


def _by_order(row: SigningOrder, house: House) -> SignerView:
    return SignerView(
        post=post_view(row.post),
        power=row.power,
        power_label=signing.POWER_LABELS[row.power],
        ground=signing.GROUNDS[row.power],
        block=signing.block(row.power, row.post.title, house),
        matters=row.matters,
        basis=row.basis,
        document=row.document,
        order_id=row.pk,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
