"""One person of the directory: posts and committees over time, never figures about a person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.accounts.queries import accounts_of
from pcmt.agencies import queries
from pcmt.web.views import ActorRequest, page


@page("agencies.view")
@require_safe
def person(request: ActorRequest, person_id: int) -> HttpResponse:
    """This will show which posts a person held when and where, and lead administrators to the account."""
    today = timezone.localdate()
    found = queries.person(person_id)
    offices = queries.agencies_by_id({post.agency_id for post in found.posts})
    now = found.held_on(today)
    values = {
        "title": found.name,
        "lead": "; ".join(f"{post.title}, {offices[post.agency_id].short_name}" for post in now)
        or "Hiện không giữ chức vụ nào trong danh bạ",
        "person": found,
        "posts": [(post, offices[post.agency_id], post in now) for post in found.posts],
        "memberships": [(one, one.valid_to is None or one.valid_to >= today) for one in found.memberships],
        "account_id": accounts_of(request.actor, [person_id]).get(person_id),
        "may_invite": bool(request.actor.may("accounts.invite")) and bool(now),
        "keeps_accounts": bool(request.actor.may("accounts.manage")),
    }
    return render(request, "agencies/person.html", values)
