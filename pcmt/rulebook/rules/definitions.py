"""What a rule file says once it is read: indicators, schemes and roles, as frozen values; forms stand beside.

Codes are stable and English; labels, helps and messages are Vietnamese, for the screen. Formulas are kernel trees.
"""

from dataclasses import dataclass
from datetime import date

from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.source import Source

LEVELS = ("province", "commune", "any")
RELATIONS = (">=", ">", "<=", "<", "==", "within")
TONES = ("met", "on", "late", "risk", "void")
SCOPES = ("own_agency", "agency_subtree", "area", "province", "everywhere")
RESULT_RULES = ("any_unmet", "any_unknown", "any_review", "all_met")


@dataclass(frozen=True)
class Floor:
    """The target that a higher level has set: a province may ask more of itself, not less.

    by: the period by whose end it must be reached; None where it holds in every period.
    value, high: exact decimal text in the indicator's unit (`50`); high is the far end of a range (relation `within`),
    empty where there is none.
    """

    relation: str
    value: str
    by: Period | None
    source: Source
    high: str = ""


@dataclass(frozen=True)
class Denominator:
    """What an indicator divides by; below `least` its areas are shown but not ranked, as chance would rank them."""

    formula: Node
    least: int
    label: str


@dataclass(frozen=True)
class IndicatorDef:
    """One dated version of an indicator (chỉ số).

    scale: decimals shown. level: at which areas it can be asked. better: the direction that is wished (`up`, `down`),
    or `none`.
    keywords: other words in which plans speak of it. beside: indicators to be read with it, not in its place.
    """

    code: str
    label: str
    unit: str
    better: str
    formula: Node
    scale: int
    period_kind: Kind
    calendar: Calendar
    level: str
    source: Source
    valid_from: date
    valid_to: date | None
    explanation: str
    denominator: Denominator | None = None
    floor: Floor | None = None
    keywords: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The identifier of this version: `T1b@2025-03-18`."""
        return f"{self.code}@{self.valid_from}"


@dataclass(frozen=True)
class GroupDef:
    """A name for many agencies ("các sở, ban, ngành"): one word of each of `says` must stand in it."""

    says: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ClassDef:
    """A class that a scheme can give: `decided` by a person with a decision's number, or provisional."""

    code: str
    label: str
    tone: str
    rank: int
    decided: bool


@dataclass(frozen=True)
class Condition:
    """One condition of a scheme. Where `review_when` holds the text of the law is silent, and a person must look.

    Its state: `review` where review_when holds; else `met`, `unmet` or `unknown` as the formula answers.
    """

    code: str
    label: str
    formula: Node
    review_when: Node | None
    review_note: str
    source: Source
    met_text: str
    unmet_text: str


@dataclass(frozen=True)
class ResultRule:
    """Which class follows from the states of all conditions; the first rule that fits decides."""

    when: str
    outcome: str

    def fits(self, states: tuple[str, ...]) -> bool:
        """This will tell whether the rule applies to the states (met, unmet, review, unknown) of the conditions."""
        if self.when == "all_met":
            return all(state == "met" for state in states)
        return self.when.removeprefix("any_") in states


@dataclass(frozen=True)
class Scheme:
    """One dated version of a classification of areas.

    recognised_class: the decided class that counts in indicators, by writing 1 (else 0) to `recognised_element`.
    share_indicator: the indicator that tells what share of the areas has that class; "" for none.
    rank_element: where the decided class's rank (1 is the best) is written, to be compared over years.
    """

    code: str
    label: str
    valid_from: date
    valid_to: date | None
    source: Source
    period_kind: Kind
    calendar: Calendar
    classes: tuple[ClassDef, ...]
    conditions: tuple[Condition, ...]
    result: tuple[ResultRule, ...]
    recognised_class: str
    recognised_element: str
    share_indicator: str = ""
    rank_element: str = ""

    @property
    def id(self) -> str:
        """The identifier of this version: `khong-ma-tuy@2025-08-24`."""
        return f"{self.code}@{self.valid_from}"

    def outcome(self, states: tuple[str, ...]) -> ClassDef:
        """This will give the provisional class that follows from the conditions' states, taken together."""
        code = next(rule.outcome for rule in self.result if rule.fits(states))
        return self.class_def(code)

    def class_def(self, code: str) -> ClassDef:
        """This will find a class by code; raises KeyError where the scheme has none such."""
        for option in self.classes:
            if option.code == code:
                return option
        raise KeyError(code)

    def facts_of(self, class_code: str) -> dict[str, int]:
        """This will tell what a decided class writes for indicators to read, by element."""
        found = {self.recognised_element: int(class_code == self.recognised_class)}
        return {**found, **({self.rank_element: self.class_def(class_code).rank} if self.rank_element else {})}

    @property
    def decided_classes(self) -> tuple[ClassDef, ...]:
        """The classes that a decision can give, best first."""
        return tuple(sorted((one for one in self.classes if one.decided), key=lambda one: one.rank))


@dataclass(frozen=True)
class RoleDef:
    """What a role may do: `permissions` in the reach that `scope` names, and those in `everywhere` without limit.

    scope: `own_agency` (the agency and those under it in its area, with the area where it governs one),
    `agency_subtree` (all below the agency in its own line), `area` (the agency's area and what lies in it), `province`,
    `everywhere`. two_hands: one administrator proposes the grant of this role, another confirms it.
    second_factor: whether who holds it must prove themselves by more than a password. leads: given for heading an
    agency or being its deputy, so that it ends where a person goes on without leading.
    """

    code: str
    label: str
    permissions: tuple[str, ...]
    scope: str
    everywhere: tuple[str, ...] = ()
    second_factor: bool = False
    two_hands: bool = False
    leads: bool = False

    @property
    def held(self) -> frozenset[str]:
        """All its permissions, whatever their reach."""
        return frozenset((*self.permissions, *self.everywhere))


@dataclass(frozen=True)
class Apart:
    """Two groups of permissions that one person should not hold together, and why.

    strict: no reason makes up for it; otherwise whoever grants both gives a reason.
    """

    one: frozenset[str]
    other: frozenset[str]
    why: str
    strict: bool

    def met_by(self, permissions: frozenset[str]) -> bool:
        """This will tell whether these permissions lie on both sides."""
        return bool(permissions & self.one) and bool(permissions & self.other)


@dataclass(frozen=True)
class Topic:
    """A topic of documents, told by words in their title or text; marks and case do not count."""

    code: str
    label: str
    words: tuple[str, ...]
