"""The frame of every page: drawn once for the same values, as most pages of a person differ in nothing of it.

What is kept is a pure function of its key: the templates get nothing but the key's own values, so that nobody's frame
can show what another may see. The token against forged forms, another in each answer, is put in afterwards.
"""

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pcmt.accounts.queries import Capacity
from pcmt.web.context import Shell
from pcmt.web.navigation import Item

register = template.Library()
PLACEHOLDER = "token-goes-here"


@dataclass(frozen=True)
class Top:
    """All that the top of a page shows; names as in `Shell`. who: the reader's name, empty for nobody."""

    province: str
    scope: str
    search: str
    initials: str
    who: str
    capacities: tuple[Capacity, ...]
    capacity: str
    choose_capacity: str
    theme: str
    reminders: str
    calendar: str
    delegations: str
    my_account: str
    sign_out: str


@register.simple_tag(takes_context=True)
def frame_top(context: template.Context) -> SafeString:
    """This will draw the top of the page: province, search, and the menu of who is here."""
    shell: Shell = context["shell"]
    top = Top(
        province=shell.province,
        scope=shell.scope,
        search=shell.search,
        initials=shell.initials,
        who=shell.actor.label if shell.actor else "",
        capacities=tuple(shell.capacities),
        capacity=shell.actor.capacity if shell.actor else "",
        choose_capacity=shell.choose_capacity,
        theme=shell.theme,
        reminders=shell.reminders,
        calendar=shell.calendar,
        delegations=shell.delegations,
        my_account=shell.my_account,
        sign_out=shell.sign_out,
    )
    return SafeString(_top(top).replace(PLACEHOLDER, str(context.get("csrf_token", ""))))


@register.simple_tag
def frame_navigation(items: tuple[Item, ...]) -> SafeString:
    """This will draw the main entries."""
    return _navigation(items)


@lru_cache(maxsize=256)
def _top(top: Top) -> SafeString:
    return render_to_string("components/top.html", {"shell": top, "csrf_token": PLACEHOLDER})


@lru_cache(maxsize=256)
def _navigation(items: tuple[Item, ...]) -> SafeString:
    return render_to_string("components/navigation.html", {"items": items})
