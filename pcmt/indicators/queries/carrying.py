"""Figures of earlier days on the map of a later one: carried from the units that the areas were made of then."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.areas.queries import CarriedFigure, Origin
from pcmt.indicators.rules.needs import Need
from pcmt.indicators.rules.sheet import ElementRule, Figure, Key
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting

Composition = Mapping[int, tuple[Origin, ...]]


class Carrying:
    """Gathers what is carried to the map of a day, and why the rest is not; then lays it over the figures at hand.

    made_of: what all areas were made of on each day, where it was asked already.
    """

    def __init__(
        self,
        on: date,
        rules: Mapping[str, ElementRule],
        names: dict[int, str],
        made_of: Mapping[date, Composition] | None = None,
    ) -> None:
        self._on = on
        self._made_of = made_of
        self._rules = rules
        self._names = names
        self._found: dict[Key, Figure] = {}
        self._void: set[Key] = set()
        self.untold: dict[Key, tuple[str, ...]] = {}

    def over(self, figures: Mapping[Key, Figure]) -> dict[Key, Figure]:
        """This will give all figures, carried ones instead of those of days on which an area was less or more."""
        return {key: figure for key, figure in figures.items() if key not in self._void} | self._found

    @property
    def found(self) -> Mapping[Key, Figure]:
        """What was carried."""
        return self._found

    @property
    def void(self) -> frozenset[Key]:
        """The figures that do not count on this map, whether something was carried in their place or not."""
        return frozenset(self._void)

    def areas(self, area_ids: Sequence[int], wanted: Collection[Need]) -> None:
        """This will carry facts of single areas; two queries where nothing changed, one more and one for names else."""
        made_of = self._compositions(area_ids, wanted)
        for periods, parts in made_of:
            elements = sorted({need.element for need in wanted if need.period in periods})
            ids = {origin.area_id for origins in parts.values() for origin in origins}
            facts = reporting.facts(ids, periods, elements)
            self._name(ids, periods[0].last_day)
            for period in periods:
                for element in elements:
                    known = {one: facts[(one, period, element)] for one in ids if (one, period, element) in facts}
                    figures = {one: Figure(fact.quantity.fraction, fact.reference) for one, fact in known.items()}
                    self._carry(parts, period, element, figures)

    def wholes(self, area_ids: Sequence[int], wanted: Collection[Need]) -> None:
        """This will carry totals of provinces that were something else; two queries for each province of that day."""
        for periods, parts in self._compositions(area_ids, wanted):
            elements = sorted(
                {need.element for need in wanted if need.period in periods and self._adds_up(need.element)}
            )
            ids = {origin.area_id for origins in parts.values() for origin in origins}
            totals = {one: reporting.totals(one, periods, elements) for one in ids}
            self._name(ids, periods[0].last_day)
            for period in periods:
                for element in elements:
                    found = {one: totals[one].get((period, element)) for one in ids}
                    figures = {
                        one: Figure(total.quantity.fraction, "", total.missing_area_ids)
                        for one, total in found.items()
                        if total is not None
                    }
                    self._carry(parts, period, element, figures)

    def _compositions(
        self, area_ids: Sequence[int], wanted: Iterable[Need]
    ) -> list[tuple[tuple[Period, ...], Composition]]:
        """Periods that end while the areas were the same other units, with what those were."""
        by_day: dict[date, list[Period]] = {}
        for period in dict.fromkeys(need.period for need in wanted):
            by_day.setdefault(period.last_day, []).append(period)
        groups: dict[int, tuple[list[Period], Composition]] = {}
        made_of = areas.carried(area_ids, by_day, self._on) if self._made_of is None else self._made_of
        for day, parts in made_of.items():
            if day in by_day:
                groups.setdefault(id(parts), ([], parts))[0].extend(by_day[day])
        asked = frozenset(area_ids)
        narrowed = (
            (tuple(periods), {one: origins for one, origins in parts.items() if one in asked})
            for periods, parts in groups.values()
        )
        return [(periods, parts) for periods, parts in narrowed if parts]

    def _carry(self, parts: Composition, period: Period, element: str, figures: Mapping[int, Figure]) -> None:
        values = {one: figure.value for one, figure in figures.items()}
        for area_id, origins in parts.items():
            key = (area_id, period.id, element)
            self._void.add(key)
            if not any(origin.area_id in figures for origin in origins):
                continue
            carried = self._carried(element, origins, values)
            if carried.value is None:
                self.untold[key] = self._lacking(carried, period)
                continue
            used = [figures[origin.area_id] for origin in origins]
            missing = tuple(one for figure in used for one in figure.missing_areas)
            references = tuple(figure.reference for figure in used if figure.reference)
            way = "share" if carried.is_estimate else "whole"
            self._found[key] = Figure(carried.value, "", missing, references, way)

    def _carried(self, element: str, origins: tuple[Origin, ...], values: Mapping[int, Fraction]) -> CarriedFigure:
        """What cannot be added up (a class, a yes or no) is carried only from units that came whole and agree in it."""
        if self._adds_up(element):
            return areas.carry(origins, values)
        told = {values.get(origin.area_id) if origin.share == 1 else None for origin in origins}
        if len(told) == 1 and (agreed := told.pop()) is not None:
            return CarriedFigure(agreed)
        return CarriedFigure(None, divided=tuple(origin.area_id for origin in origins))

    def _lacking(self, carried: CarriedFigure, period: Period) -> tuple[str, ...]:
        missing = tuple(f"{self._called(one)}, {period.name}" for one in carried.missing)
        divided = tuple(f"không so sánh được với {self._called(one)} (đã chia tách)" for one in carried.divided)
        return (*missing, *divided)

    def _adds_up(self, element: str) -> bool:
        rule = self._rules.get(element)
        return rule is None or (rule.sums_over_areas and not rule.is_yesno and not rule.is_class)

    def _called(self, area_id: int) -> str:
        return self._names.get(area_id, f"địa bàn {area_id}")

    def _name(self, ids: Iterable[int], day: date) -> None:
        fresh = [one for one in ids if one not in self._names]
        self._names.update({one: view.full_name for one, view in areas.last_seen(fresh, day).items()} if fresh else {})
