"""QR pictures: what a phone reads rather than a person types."""

import io

import segno


def drawn(text: str) -> bytes:
    """This will draw a text as an SVG picture of black and white, readable in the dark look too."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", scale=6, border=3, dark="#000", light="#fff", xmldecl=False
    )
    return picture.getvalue()


def inline(text: str) -> str:
    """This will draw a text as an address of data: for what no address of ours may hold, as a one-time link."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=2, dark="#000", light="#fff"))
