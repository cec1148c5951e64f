"""One condition of a scheme at one place: met, unmet, left to a person (the text is silent), or not to be told."""

from dataclasses import dataclass

from pcmt.kernel.formula.evaluate import Context, Trace, evaluate
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.number import Truth


@dataclass(frozen=True)
class Judgement:
    """state: met, unmet, review or unknown; the trace that gave it, and what is missing where it is unknown."""

    state: str
    trace: Trace
    missing: tuple[str, ...] = ()


def judge(formula: Node, review_when: Node | None, context: Context) -> Judgement:
    """This will judge a condition; `review_when` is the case on which the law is silent, so that a person must look.

    Where it cannot be told whether that case arises, the condition cannot be told either: it may be unmet, or a
    person's to decide.
    """
    trace = evaluate(formula, context)
    answer = _truth(trace)
    if review_when is not None:
        silent = evaluate(review_when, context)
        case = _truth(silent)
        if case.holds:
            return Judgement("review", silent)
        if case.holds is None:
            return Judgement("unknown", silent, case.missing)
    if answer.holds is None:
        return Judgement("unknown", trace, answer.missing)
    return Judgement("met" if answer.holds else "unmet", trace)


def _truth(trace: Trace) -> Truth:
    if not isinstance(trace.value, Truth):
        raise TypeError(f"a figure, not a condition: {trace.text}")
    return trace.value
