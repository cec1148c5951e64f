"""What stands in the way of opening a period: areas that have no agency to owe the form."""

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.reporting.owing import owing
from pcmt.rulebook.queries import book


def without_agency(form_code: str, period: Period) -> tuple[str, ...]:
    """This will name the areas for which no agency of the directory would owe a form for a period."""
    province = areas.province(period.last_day)
    if province is None:
        return ()
    return tuple(owing(book().form(form_code, period.last_day), period, province)[1])
