"""What the shell around every page needs: who is here, where they may go, the look they chose."""

import re
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from pcmt.accounts.queries import Capacity
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.web import navigation
from pcmt.web.offline import account_mark
from pcmt.web.theme import DARK_MEDIA, theme_of

NAME_ENDS = re.compile(r"\s*[,·(–|/]|\s-\s")


class Shell:
    """The frame of one page; each part is found when the template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.actor: Actor | None = getattr(request, "actor", None)
        self.capacities: tuple[Capacity, ...] = getattr(request, "capacities", ())
        self.path = request.path
        self.at = timezone.localtime()
        self.theme = theme_of(request)
        self.dark_media = DARK_MEDIA[self.theme]

    @cached_property
    def nav(self) -> tuple[navigation.Item, ...]:
        """The main entries that this actor may use."""
        return navigation.items(self.actor, self.path, self.at)

    @cached_property
    def province(self) -> str:
        """The short name of the working province, or nothing before one is set up."""
        province = areas.province(self.at.date())
        return province.short_name if province else ""

    @cached_property
    def scope(self) -> str:
        """For whom the actor works: the whole province, or the agency whose work they do.

        Looking everywhere is no work: only a grant to act counts.
        """
        if self.actor is None:
            return ""
        acts = (grant for grant in self.actor.grants if not grant.permission.endswith(".view"))
        if any(grant.scope.areas is None for grant in acts):
            return "Toàn tỉnh"
        if self.actor.agency_id is None:
            return ""
        return agencies.agencies_by_id([self.actor.agency_id])[self.actor.agency_id].short_name

    @property
    def acting_for_another(self) -> Capacity | None:
        """The delegation acted under, None for who acts in their own right."""
        key = self.actor.capacity if self.actor and self.actor.on_behalf else ""
        return next((one for one in self.capacities if one.key == key), None)

    @property
    def initials(self) -> str:
        """The first letters of the first and the last word of the actor's name."""
        return initials(self.actor.label) if self.actor else ""

    @property
    def search(self) -> str:
        """The address of the search page, or nothing where there is none."""
        return navigation.address("search")

    @property
    def choose_capacity(self) -> str:
        """The address that changes the capacity acted in."""
        return navigation.address("accounts.choose_capacity")

    @property
    def delegations(self) -> str:
        """The address of the page of delegations, for who may give some or has to do with one."""
        of_use = self.actor and (self.actor.may_somewhere("accounts.delegate") or len(self.capacities) > 1)
        return navigation.address("accounts.delegations") if of_use else ""

    @property
    def sign_out(self) -> str:
        """The address that signs out."""
        return navigation.address("accounts.sign_out")

    @property
    def idle(self) -> str:
        """After how many seconds without a sign of life the session ends; nothing for who is not signed in."""
        return str(int(settings.SESSION_IDLE.total_seconds())) if self.actor else ""

    @property
    def account(self) -> str:
        """The mark under which a browser keeps what this account types without a line; nothing for who is nobody."""
        return account_mark(self.actor) if self.actor else ""

    @property
    def keeps(self) -> str:
        """The address that lists the forms to keep in the browser, for who fills in reports."""
        fills_in = self.actor and self.actor.may_somewhere("reporting.enter_cells")
        return navigation.address("reporting.forms_to_keep") if fills_in else ""

    @property
    def still_here(self) -> str:
        """The address that a page asks while somebody types, so that the session goes on."""
        return navigation.address("accounts.still_here")

    @property
    def my_account(self) -> str:
        """The address of the page where one keeps password, second factor and sessions."""
        return navigation.address("accounts.mine")

    @property
    def reminders(self) -> str:
        """The address of what one was told, for who is signed in."""
        return navigation.address("notices.list") if self.actor else ""

    @property
    def calendar(self) -> str:
        """The address of the calendar of what is owed."""
        return navigation.address("notices.calendar")

    @property
    def version(self) -> str:
        """The version that runs, for the footer."""
        return _version()


@cache  # it is read from files of the installation, and a process runs one
def _version() -> str:
    try:
        return installed_version("pcmt")
    except PackageNotFoundError:
        return ""


def shell(request: HttpRequest) -> dict[str, Shell]:
    """This will give templates the `shell` value."""
    return {"shell": Shell(request)}


def initials(label: str) -> str:
    """This will shorten a name to two letters: "Trần Thị Lan, chuyên viên" → "TL"."""
    words = NAME_ENDS.split(label.strip(), maxsplit=1)[0].split()
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
