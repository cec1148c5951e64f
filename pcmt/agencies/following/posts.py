"""Posts in agencies that end: their holders go over to the successor, and its head is one person."""

from collections import Counter

from django.db.models import Q

from pcmt.agencies.following.work import Options, Work
from pcmt.agencies.models import AgencyVersion, Post, SigningOrder
from pcmt.kernel.refusal import Refusal

HEAD, MOVE, END = "head", "move", "end"


def pass_posts(work: Work) -> None:
    """This will end the posts of ended agencies and begin them anew where their work goes on.

    Where several heads would come together their posts end: who leads the new agency is for an appointment to say, or
    for the choice made here.
    """
    rows = Post.objects.select_for_update(of=("self",)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), agency_id__in=work.ended.keys()
    )
    posts = [*rows.select_related("person").order_by("-is_head", "pk")]
    coming = Counter(work.heir_of[post.agency_id] for post in posts if post.is_head and post.agency_id in work.heir_of)
    led = Post.objects.filter(agency_id__in=work.heir_of.values(), is_head=True, valid_to__isnull=True)
    seated = set(led.values_list("agency_id", flat=True))
    for post in posts:
        successor = work.heir_of.get(post.agency_id)
        options = _options(post, successor)
        alone = successor is not None and coming[successor] == 1 and successor not in seated
        usual = MOVE if not post.is_head else HEAD if alone else END
        chosen = work.chosen(f"post:{post.pk}", options, END if successor is None else usual)
        if chosen == HEAD and successor in seated:
            raise Refusal(
                "Một cơ quan không thể có hai người đứng đầu.",
                remedy="Chọn một người đứng đầu; chức vụ của người khác chuyển sang hoặc kết thúc.",
            )
        if chosen == HEAD and successor is not None:
            seated.add(successor)
        _pass(work, post, None if chosen == END else successor, is_head=chosen == HEAD)
        _tell(work, post, options, chosen)


def end_orders(work: Work) -> None:
    """This will end the orders to sign of ended agencies and their posts; a new head gives new ones."""
    rows = SigningOrder.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=work.eve),
        Q(agency_id__in=work.ended.keys()) | Q(post__agency_id__in=work.ended.keys()),
    )
    for order in rows.order_by("pk"):
        work.memento.change(order.matters, order, valid_to=max(work.eve, order.valid_from))
        told = "hết hiệu lực; cơ quan mới ban hành văn bản khác"
        work.tell(f"signing:{order.pk}", f"{order.power} {order.matters}", told, warning=True)


def _options(post: Post, successor: int | None) -> Options:
    if successor is None:
        return ((END, "Kết thúc chức vụ"),)
    if post.is_head:
        moves: Options = ((HEAD, "Chuyển sang, là người đứng đầu"), (MOVE, "Chuyển sang, không là người đứng đầu"))
    else:
        moves = ((MOVE, "Chuyển sang cơ quan kế thừa"),)
    return (*moves, (END, "Kết thúc chức vụ"))


def _pass(work: Work, post: Post, successor: int | None, *, is_head: bool) -> None:
    old, last, told = work.ended[post.agency_id], post.valid_to, f"chức vụ {post.title}"
    if post.valid_from > work.eve:
        raise Refusal(
            f"Chức vụ {post.title} tại {old.name} mới bắt đầu từ ngày sự kiện.",
            remedy="Kết thúc chức vụ đó, rồi bổ nhiệm tại cơ quan mới.",
        )
    work.memento.change(told, post, valid_to=work.eve)
    if successor is None:
        return
    there = AgencyVersion.objects.filter(agency_id=successor, valid_from__lte=work.on).latest("valid_from")
    fresh = Post.objects.create(
        person_id=post.person_id,
        agency_id=successor,
        title=work.named_in(post.title, old.area_id, there.area_id),
        is_head=is_head,
        powers=post.powers,
        valid_from=work.on,
        valid_to=last,
    )
    work.memento.made(told, fresh)
    work.new_posts[post.pk] = fresh.pk


def _tell(work: Work, post: Post, options: Options, chosen: str) -> None:
    effect = dict(options)[chosen]
    headless = post.is_head and chosen == END
    if headless:
        effect += "; người đứng đầu cơ quan mới do quyết định bổ nhiệm"
    kept = f"{post.title}, {work.ended[post.agency_id].name}"
    label, effect = f"{post.person.name}, {kept}", effect[:1].lower() + effect[1:]
    work.tell(f"post:{post.pk}", label, effect, warning=headless, kept=kept, options=options, chosen=chosen)
