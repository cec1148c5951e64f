"""What of this package goes when an event is undone, where nothing official hangs on it: posts and names of the new."""

from typing import Any

from pcmt.agencies.models import Agency, AgencyAlias, Post
from pcmt.areas.ports.losses import Losses
from pcmt.areas.ports.memento import stands_alone

LOSABLE = ("agencies.Post",)


def let_go_of_posts(memento: list[dict[str, Any]], losses: Losses) -> None:
    """This will let go of who was entered in the new agencies since, and of the names that these were given.

    A post that is signed by, seated in a committee or ordered to sign stays, and so stands in the way.
    """
    own = {(step["made"], step["pk"]) for step in memento if "made" in step}
    new = [pk for label, pk in own if label == Agency._meta.label]
    for post in Post.objects.filter(agency_id__in=new).select_related("person").order_by("pk"):
        if (Post._meta.label, post.pk) not in own and stands_alone(post):
            losses.lose(f"chức vụ {post.title} của {post.person.name}", post)
    for alias in AgencyAlias.objects.filter(agency_id__in=new).order_by("pk"):
        if (AgencyAlias._meta.label, alias.pk) not in own:
            losses.lose(f"tên gọi “{alias.text}” đã ghi nhớ", alias)
