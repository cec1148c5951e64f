"""How dates and figures are written and read on screens.

`vi/formats.py` is Django's format module with the gaps of its Vietnamese locale filled;
`figures` writes values, `reading` reads what people type. Both are pure and know no page.
"""
