"""Where a document says what it rests on: before its first provision, and under headings such as "Căn cứ pháp lý"."""

from collections.abc import Callable, Sequence

import vanban
from vanban.text import fold


def basis_of(reading: vanban.Reading, headings: Sequence[str]) -> Callable[[vanban.Span], bool]:
    """This will make the question whether a place in a document is where it says what it rests on.

    headings: how a provision begins that says so. A document without provisions says so anywhere.
    """
    begins = min((part.start for part in reading.provisions), default=len(reading.text))
    words = tuple(fold(heading) for heading in headings)
    under = [(part.start, part.end) for part in reading.provisions if words and fold(part.heading).startswith(words)]
    return lambda span: span.start < begins or any(start <= span.start < end for start, end in under)
