"""From a document that was read back to the model that it can be written from.

`from_reading` knows words and their order only: what a reading does not hold (bold words, widths of columns) is
set anew by the layout. Writing what it gives and reading that again finds the same.
"""

from __future__ import annotations

from vanban.model import Reading
from vanban.read.parts import find_parts
from vanban.write.model import OfficialDocument
from vanban.write.recover.annexes import recover_annexes
from vanban.write.recover.bodies import recover_body
from vanban.write.recover.copies import recover_copy
from vanban.write.recover.feet import recover_foot
from vanban.write.recover.heads import recover_head
from vanban.write.recover.openings import recover_opening
from vanban.write.recover.source import Source
from vanban.write.refusal import WriteRefused


def from_reading(reading: Reading) -> OfficialDocument:
    """This will give the model of a document that was read; raise `WriteRefused` where it is none.

    What is missing in the reading stays empty ("" for a place that was not read): `compose` then says what to add.
    """
    if reading.metadata.kind == "TIN":
        raise WriteRefused(
            "no_document",
            "Đây là tin, bài hoặc trích đoạn, không phải một văn bản.",
            "Hãy chọn văn bản có đủ thể thức.",
        )
    source = Source(reading, find_parts(reading.text, reading.blocks))
    head = recover_head(source)
    opening = recover_opening(source, head)
    foot = recover_foot(source)
    copy, end = recover_copy(source, foot.after)
    return OfficialDocument(
        kind=head.kind,
        issuer=head.issuer,
        title=reading.metadata.title or "",
        place=reading.metadata.place or "",
        body=recover_body(source, opening.after, source.parts.body.last),
        signature=foot.signature,
        superior=head.superior,
        number=head.number,
        symbol=head.symbol,
        issued_on=reading.metadata.issued_on,
        year=head.year,
        addressees=opening.addressees,
        enacting=opening.enacting,
        grounds=opening.grounds,
        recipients=foot.recipients,
        annexes=recover_annexes(source, foot, end),
        urgency=head.urgency,
        draft=head.draft,
        layout=head.layout,
        partners=head.partners,
        cosignatures=foot.cosignatures,
        type_word=head.type_word,
        circulation=head.circulation,
        copy=copy,
    )
