"""A reading cut into the components of Akoma Ntoso: the document itself, the plan it issues, its annexes."""

from dataclasses import dataclass

from vanban.model import Block, Provision, Reading
from vanban.read.parts import find_parts

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """One component: what stands before its body, before its first provision, in the body, and after it."""

    name: str
    preface: Blocks
    preamble: Blocks
    body: Blocks
    conclusions: Blocks


def components(reading: Reading) -> list[Component]:
    """This will give the main document first, then what is attached; together they hold every block once, in order."""
    blocks = reading.blocks
    if reading.metadata.kind == "TIN":
        return [Component("main", (), (), blocks, ())]
    parts = find_parts(reading.text, blocks)
    attached = parts.attached
    # The last line before an attached plan is its type word: the head of the attachment, not of the signature.
    foot_end = attached.first - 1 if attached else parts.signature.last
    foot_end = max(foot_end, parts.body.last)
    found = [
        _component(
            "main",
            blocks[: parts.body.first],
            blocks[parts.body.first : parts.body.last],
            blocks[parts.body.last : foot_end],
            reading.provisions,
        )
    ]
    rest = foot_end
    if attached:
        head, body = blocks[foot_end : attached.first], blocks[attached.first : attached.last]
        found.append(_component("attachment", head, body, (), reading.provisions))
        rest = attached.last
    if rest < len(blocks):
        found.append(Component("annex", (), (), blocks[rest:], ()))
    return found


def _component(name: str, head: Blocks, body: Blocks, foot: Blocks, provisions: tuple[Provision, ...]) -> Component:
    starts = {one.start for one in provisions}
    first = next((index for index, block in enumerate(body) if block.start in starts), 0)
    return Component(name, head, body[:first], body[first:], foot)
