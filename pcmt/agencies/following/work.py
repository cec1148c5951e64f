"""What the steps of following hand on to one another: the event, what was chosen, what is written and told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pcmt.agencies.models import AgencyVersion
from pcmt.agencies.rules.taking_over import Place, renamed
from pcmt.areas.ports import Course, Touched
from pcmt.areas.ports.memento import Memento

Options = tuple[tuple[str, str], ...]


@dataclass
class Work:
    """One event being followed.

    heir_of: who took over, by ended agency; heir_at: the same by new area, where an area went several ways.
    ended: the last versions of agencies that ended. founded_for: the ended agency for which each new one was founded.
    new_posts: by ended post. places: names of old and new areas.
    """

    course: Course
    choices: Mapping[str, str]
    places: Mapping[int, Place]
    memento: Memento = field(default_factory=Memento)
    touched: list[Touched] = field(default_factory=list)
    heir_of: dict[int, int] = field(default_factory=dict)
    heir_at: dict[tuple[int, int], int] = field(default_factory=dict)
    ended: dict[int, AgencyVersion] = field(default_factory=dict)
    founded_for: dict[int, int] = field(default_factory=dict)
    new_posts: dict[int, int] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The first day of the new map."""
        return self.course.on

    @property
    def eve(self) -> date:
        """The last day of the old one."""
        return self.course.on - timedelta(days=1)

    def named_in(self, text: str, old_area: int, new_area: int) -> str:
        """This will put the new area's name in the place of the old one's."""
        return renamed(text, self.places[old_area], self.places[new_area])

    def chosen(self, key: str, options: Options, default: str) -> str:
        """This will give what was chosen where it is on offer, else what holds without a choice."""
        wanted = self.choices.get(key, default)
        return wanted if wanted in dict(options) else default

    def value_of(self, agency_id: int) -> str:
        """This will give what stands for an agency in a choice: one founded by this event has no number of its own."""
        founded_for = self.founded_for.get(agency_id)
        return str(agency_id) if founded_for is None else f"with:{founded_for}"

    def name_of(self, agency_id: int) -> str:
        """This will name an agency: one that ended as it was, any other as from the day on."""
        ended = self.ended.get(agency_id)
        if ended is not None:
            return ended.name
        rows = AgencyVersion.objects.filter(agency_id=agency_id, valid_from__lte=self.on)
        return rows.latest("valid_from").name

    def tell(
        self,
        reference: str,
        label: str,
        effect: str,
        *,
        warning: bool = False,
        kept: str = "",
        options: Options = (),
        chosen: str = "",
        usual: str = "",
        key: str = "",
    ) -> None:
        """This will note a thing that is touched; where several are on offer, it keys the choice.

        key: of a question that is asked of it apart, before all else.
        """
        several = len(options) > 1
        self.touched.append(
            Touched(
                reference,
                label,
                effect,
                warning=warning,
                kept=kept,
                key=key or reference if several else "",
                options=options if several else (),
                chosen=chosen if several else "",
                asks=bool(key),
                usual=usual if several else "",
            )
        )
