"""Posts in agencies that end: who goes over to the successor, who leads there, and whose post ends on the day."""

from collections.abc import Mapping

from django.db.models import Q

from pcmt.agencies.following.heads import ask_for_heads
from pcmt.agencies.following.work import Options, Work
from pcmt.agencies.models import AgencyVersion, Post, SigningOrder
from pcmt.agencies.rules.signing import DEPUTY as AS_DEPUTY
from pcmt.agencies.rules.taking_over import title_of_deputy
from pcmt.kernel.refusal import Refusal

HEAD, DEPUTY, MOVE, END = "head", "deputy", "move", "end"


def pass_posts(work: Work) -> None:
    """This will end the posts of ended agencies and begin them anew where their work goes on.

    One head goes on in each successor (heads.py). Another head, and where agencies come together a deputy too, goes on
    only where it is chosen here: as a deputy, or without leading. Everybody else goes over.
    """
    rows = Post.objects.select_for_update(of=("self",)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), agency_id__in=work.ended.keys()
    )
    posts = [*rows.select_related("person").order_by("-is_head", "pk")]
    leads = ask_for_heads(work, posts)
    together = _coming_together(work)
    for post in _unseated(work, leads):
        _settle(work, post, post.agency_id, _options(post, sits=True), END)
    for post in posts:
        successor = work.heir_of.get(post.agency_id)
        if post.is_head and successor is not None and leads[successor] == post:
            _pass(work, post, successor, HEAD)
            work.tell(f"post:{post.pk}", *_told(work, post, "chuyển sang, là người đứng đầu"), kept=_kept(work, post))
            continue
        lone_deputy = post.powers == AS_DEPUTY and successor not in together
        goes_on = successor is not None and not post.is_head and (post.powers != AS_DEPUTY or lone_deputy)
        _settle(work, post, successor, _options(post), MOVE if goes_on else END)


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


def _coming_together(work: Work) -> set[int]:
    """Successors made of several agencies, or that stood before: leading posts there are fewer than before."""
    heirs = [*work.heir_of.values()]
    return {heir for heir in heirs if heirs.count(heir) > 1 or heir not in work.founded_for}


def _unseated(work: Work, leads: Mapping[int, Post | None]) -> list[Post]:
    """Heads of agencies that go on, where another is to lead them from the day on."""
    rows = Post.objects.select_for_update(of=("self",)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), agency_id__in=leads.keys(), is_head=True
    )
    return [post for post in rows.select_related("person").order_by("pk") if leads[post.agency_id] != post]


def _options(post: Post, *, sits: bool = False) -> Options:
    """sits: the post is in an agency that goes on."""
    as_deputy = (DEPUTY, f"Đi tiếp, làm {title_of_deputy(post.title)}")
    if sits:
        return (as_deputy, (END, "Kết thúc chức vụ"))
    if post.is_head:
        return (as_deputy, (MOVE, "Đi tiếp, không giữ chức vụ lãnh đạo"), (END, "Kết thúc chức vụ"))
    if post.powers == AS_DEPUTY:
        return ((MOVE, "Đi tiếp, là cấp phó"), (END, "Kết thúc chức vụ"))
    return ((MOVE, "Chuyển sang cơ quan kế thừa"), (END, "Kết thúc chức vụ"))


def _settle(work: Work, post: Post, successor: int | None, options: Options, usual: str) -> None:
    """What becomes of a post that does not lead from the day on."""
    offered = options if successor is not None else (options[-1],)
    chosen = work.chosen(f"post:{post.pk}", offered, usual)
    _pass(work, post, successor, chosen)
    leading = post.is_head or post.powers == AS_DEPUTY
    label, effect = _told(work, post, dict(offered)[chosen])
    work.tell(
        f"post:{post.pk}",
        label,
        effect,
        warning=leading and chosen == END,
        kept=_kept(work, post),
        options=offered,
        chosen=chosen,
        usual=usual,
    )


def _pass(work: Work, post: Post, successor: int | None, chosen: str) -> None:
    last, told = post.valid_to, f"chức vụ {post.title}"
    if post.valid_from > work.eve:
        raise Refusal(
            f"Chức vụ {post.title} tại {work.name_of(post.agency_id)} mới bắt đầu từ ngày sự kiện.",
            remedy="Kết thúc chức vụ đó, rồi bổ nhiệm tại cơ quan mới.",
        )
    work.memento.change(told, post, valid_to=work.eve)
    if chosen == END or successor is None:
        return
    title = title_of_deputy(post.title) if chosen == DEPUTY else post.title
    fresh = Post.objects.create(
        person_id=post.person_id,
        agency_id=successor,
        title=_retitled(work, title, post.agency_id, successor),
        is_head=chosen == HEAD,
        powers=AS_DEPUTY if chosen == DEPUTY else "" if post.is_head and chosen == MOVE else post.powers,
        valid_from=work.on,
        valid_to=last,
    )
    work.memento.made(told, fresh)
    work.new_posts[post.pk] = fresh.pk


def _retitled(work: Work, title: str, agency_id: int, successor: int) -> str:
    old = work.ended.get(agency_id)
    if old is None:
        return title
    there = AgencyVersion.objects.filter(agency_id=successor, valid_from__lte=work.on).latest("valid_from")
    return work.named_in(title, old.area_id, there.area_id)


def _kept(work: Work, post: Post) -> str:
    return f"{post.title}, {work.name_of(post.agency_id)}"


def _told(work: Work, post: Post, effect: str) -> tuple[str, str]:
    return f"{post.person.name}, {_kept(work, post)}", effect[:1].lower() + effect[1:]
