"""Single lines of the hidden sheet of `in_excel`: arithmetic and comparison of figures that may be unknown.

A figure's line holds its lowest value in A, its highest in B ("" where there is no bound) and in C 1 where anything is
missing, as `kernel.number` has it. Text builders only: each takes line numbers and gives formulas.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Line = tuple[str, str, str]
"""A line of the hidden sheet, its cells as they are written: "=…" a formula, figures as they are, "" for nothing."""

PLACES_KEPT = 9
"""Decimals that a sum keeps: binary noise behind them must not make two equal figures differ."""


@dataclass(frozen=True)
class Typed:
    """A cell that somebody fills in: its address with its sheet ("'Biểu'!$E$9"), and whether it says có or không."""

    address: str
    is_yesno: bool = False


def typed_line(cell: Typed) -> Line:
    """This will read a cell: what is not filled in is unknown, and not below zero."""
    at = cell.address
    if cell.is_yesno:
        return f'=IF({at}="có",1,0)', f'=IF({at}="có",1,IF({at}="không",0,""))', f'=IF(OR({at}="có",{at}="không"),0,1)'
    return f"=IF(ISNUMBER({at}),{at},0)", f'=IF(ISNUMBER({at}),{at},"")', f"=IF(ISNUMBER({at}),0,1)"


def written(value: Fraction | None) -> str:
    """This will write an exact value as Excel reads it; "" for no bound."""
    if value is None:
        return ""
    return str(value.numerator) if value.denominator == 1 else f"={value.numerator}/{value.denominator}"


def known(line: int) -> str:
    """This will ask whether a line's figure is exact and nothing is missing."""
    return f'AND(C{line}=0,A{line}<>"",A{line}=B{line})'


def added(one: int, two: int) -> Line:
    """This will add two figures."""
    return _of(_both(f"A{one}", "+", f"A{two}"), _both(f"B{one}", "+", f"B{two}"), _missing(one, two))


def subtracted(one: int, two: int) -> Line:
    """This will take one figure from another: least from most and most from least."""
    return _of(_both(f"A{one}", "-", f"B{two}"), _both(f"B{one}", "-", f"A{two}"), _missing(one, two))


def multiplied(one: int, two: int) -> Line:
    """This will multiply two figures: nothing times anything is nothing, known or not."""
    nothing = f"OR(AND({known(one)},A{one}=0),AND({known(two)},A{two}=0))"

    def end(which: str) -> str:
        other = "B" if which == "A" else "A"
        scaled = [
            f"IF(A{by}>=0,{_times(f'{which}{of}', by)},{_times(f'{other}{of}', by)})"
            for by, of in ((one, two), (two, one))
        ]
        both = f'IF(AND({_from_zero(one)},{_from_zero(two)}),{_both(f"{which}{one}", "*", f"{which}{two}")},"")'
        return f"IF({nothing},0,IF({known(one)},{scaled[0]},IF({known(two)},{scaled[1]},{both})))"

    return _of(end("A"), end("B"), f"IF({nothing},0,{_missing(one, two)})")


def divided(one: int, two: int) -> Line:
    """This will divide two figures; by nothing there is no answer."""
    positive = f'AND({_from_zero(one)},A{two}<>"",A{two}>0)'

    def exactly(which: str) -> str:
        other = "B" if which == "A" else "A"
        return f"IF(A{two}>0,{_over(f'{which}{one}', two)},{_over(f'{other}{one}', two)})"

    low = f'IF({positive},IF(B{two}="",0,A{one}/B{two}),IF(AND({_from_zero(one)},{_from_zero(two)}),0,""))'
    high = f'IF({positive},IF(B{one}="","",B{one}/A{two}),"")'
    by_known = f'IF({known(two)},IF(A{two}=0,"",{{}}),{{}})'
    missing = f"IF(AND({known(two)},A{two}=0),1,{_missing(one, two)})"
    return _of(by_known.format(exactly("A"), low), by_known.format(exactly("B"), high), missing)


ARITHMETIC: dict[str, Callable[[int, int], Line]] = {
    "add": added,
    "subtract": subtracted,
    "multiply": multiplied,
    "divide": divided,
}


def extreme_line(fn: str, lines: Sequence[int]) -> Line:
    """This will give the least (min) or greatest (max) of some figures, as far as their bounds tell."""
    ends = []
    for which, lenient in (("A", fn == "max"), ("B", fn == "min")):
        cells = ",".join(f"{which}{line}" for line in lines)
        enough = f"COUNT({cells})>0" if lenient else f"COUNT({cells})={len(lines)}"
        ends.append(f'IF({enough},{fn.upper()}({cells}),"")')
    low, high = ends
    missing = ",".join(f"C{line}" for line in lines)
    return _of(low, high, f'IF(AND({low}<>"",{low}={high}),0,MAX({missing}))')


def counted_line(condition: int) -> Line:
    """This will count one answer: yes is 1, no is 0, unknown lies between."""
    at = f"A{condition}"
    return _of(f"IF({at}=TRUE,1,0)", f'IF({at}=TRUE,1,IF({at}="",1,0))', f'IF({at}="",1,0)')


def compared(op: str, one: int, two: int) -> str:
    """This will compare two figures, unknown only where their bounds leave both answers open."""
    if op in (">", ">="):
        return compared("<" + op[1:], two, one)
    if op == "!=":
        same = compared("==", one, two)
        return f'IF({same}="","",NOT({same}))'
    if op == "==":
        apart = f"OR({_below(one, two, strict=True)},{_below(two, one, strict=True)})"
        same = f'AND(C{one}=0,C{two}=0,A{one}<>"",A{one}=B{one},A{two}=B{two},A{one}=A{two})'
        return f'IF({apart},FALSE,IF({same},TRUE,""))'
    strict = op == "<"
    return f'IF({_below(one, two, strict=strict)},TRUE,IF({_below(two, one, strict=not strict)},FALSE,""))'


def joined(op: str, lines: Sequence[int]) -> str:
    """This will join answers by and, or: one no (yes) decides, else one unknown leaves it open."""
    deciding = "FALSE" if op == "and" else "TRUE"
    decided = ",".join(f'IF(A{line}="",FALSE,A{line}={deciding})' for line in lines)
    open_ = ",".join(f'A{line}=""' for line in lines)
    return f'IF(OR({decided}),{deciding},IF(OR({open_}),"",{"TRUE" if op == "and" else "FALSE"}))'


def _of(low: str, high: str, missing: str) -> Line:
    return f"={low}", f"={high}", f"={missing}"


def _both(one: str, sign: str, two: str) -> str:
    return f'IF(OR({one}="",{two}=""),"",ROUND({one}{sign}{two},{PLACES_KEPT}))'


def _times(cell: str, by: int) -> str:
    return f'IF({cell}="","",ROUND({cell}*A{by},{PLACES_KEPT}))'


def _over(cell: str, by: int) -> str:
    return f'IF({cell}="","",{cell}/A{by})'


def _missing(one: int, two: int) -> str:
    return f"MAX(C{one},C{two})"


def _from_zero(line: int) -> str:
    return f'AND(A{line}<>"",A{line}>=0)'


def _below(one: int, two: int, *, strict: bool) -> str:
    """Whether all that the first may be lies below all that the second may be."""
    return f'AND(B{one}<>"",A{two}<>"",B{one}{"<" if strict else "<="}A{two})'
