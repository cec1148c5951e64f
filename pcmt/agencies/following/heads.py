"""Who leads where agencies come together: one question for each agency, one answer, and the others' posts end.

Several heads, or a head who comes to an agency that has one, never share it. A decision says who goes on; until it is
entered here, a sitting head stays, a head who comes alone leads, and of several who come together nobody does.
"""

from collections.abc import Sequence

from django.db.models import Q

from pcmt.agencies.following.work import Options, Work
from pcmt.agencies.models import Post

LATER = "later"
NOBODY = "Chưa có; bổ nhiệm sau"


def ask_for_heads(work: Work, coming: Sequence[Post]) -> dict[int, Post | None]:
    """This will ask, for each agency to which heads come, who of them and of its own leads it from the day on.

    Gives the answer by agency; None where nobody does.
    """
    by_agency: dict[int, list[Post]] = {}
    for post in coming:
        if post.is_head and post.agency_id in work.heir_of:
            by_agency.setdefault(work.heir_of[post.agency_id], []).append(post)
    sitting = Post.objects.select_for_update(of=("self",)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), agency_id__in=by_agency.keys(), is_head=True
    )
    for post in sitting.select_related("person").order_by("pk"):
        by_agency[post.agency_id].insert(0, post)
    return {agency_id: _ask(work, agency_id, heads) for agency_id, heads in by_agency.items()}


def _ask(work: Work, agency_id: int, heads: Sequence[Post]) -> Post | None:
    """The one who sits there comes first in `heads`."""
    named = {f"post:{post.pk}": post for post in heads}
    options: Options = (*((value, _words(work, post)) for value, post in named.items()), (LATER, NOBODY))
    sits = heads[0].agency_id == agency_id
    usual = f"post:{heads[0].pk}" if sits or len(heads) == 1 else LATER
    key = f"head:{work.value_of(agency_id)}"
    chosen = work.chosen(key, options, usual)
    work.tell(
        f"agency:{work.founded_for.get(agency_id, agency_id)}",
        f"Người đứng đầu {work.name_of(agency_id)}",
        "chưa có; do quyết định bổ nhiệm" if chosen == LATER else f"{_place(work, named[chosen])} đi tiếp",
        warning=chosen == LATER,
        options=options,
        chosen=chosen,
        usual=usual,
        key=key,
    )
    return named.get(chosen)


def _place(work: Work, post: Post) -> str:
    """A post without its holder's name, which the event does not keep."""
    return f"{post.title}, {work.name_of(post.agency_id)}"


def _words(work: Work, post: Post) -> str:
    return f"{post.person.name}, {_place(work, post)}"
