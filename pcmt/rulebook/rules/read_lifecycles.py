"""Reads `lifecycles/CODE.yaml`: states, moves between them, and whose hands must differ."""

from pcmt.kernel.lifecycle import Lifecycle, Move, State
from pcmt.rulebook.rules.definitions import TONES
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


def read_lifecycle(content: Content, findings: Findings) -> Lifecycle:
    """This will read one lifecycle; the first state written is where a thing begins."""
    fields = Fields(content, findings)
    code = fields.text("code")
    fields.owner = f"lifecycle:{code}"
    states = {name: _state(name, inner) for name, inner in fields.named("states")}
    moves = {name: _move(name, inner, states) for name, inner in fields.named("moves")}
    for name, inner in fields.named("moves"):
        for other in moves[name].apart_from - moves.keys():
            inner.wrong("apart_from", f"Không có bước “{other}”.", f"Chọn trong: {', '.join(moves)}.")
    reached = {move.target for move in moves.values()} | set(list(states)[:1])
    for name, inner in fields.named("states"):
        if name not in reached:
            inner.wrong(
                "label", f"Không bước nào dẫn đến trạng thái “{name}”.", "Thêm bước dẫn đến, hoặc bỏ trạng thái."
            )
    fields.done()
    return Lifecycle(code, states, moves)


def _state(name: str, fields: Fields) -> State:
    state = State(name, fields.text("label"), fields.choice("tone", TONES))
    fields.done()
    return state


def _move(name: str, fields: Fields, states: dict[str, State]) -> Move:
    target = fields.text("target")
    sources = fields.placed_texts("sources", optional=False)
    for state, place in (*sources, (target, fields.place_of("target"))):
        if state not in states:
            fields.findings.wrong(place, f"Không có trạng thái “{state}”.", f"Chọn trong: {', '.join(states)}.")
    move = Move(
        code=name,
        label=fields.text("label"),
        sources=frozenset(state for state, _ in sources),
        target=target,
        permission=fields.code("permission", "permission"),
        apart_from=frozenset(fields.texts("apart_from")),
        needs_reason=fields.flag("needs_reason", False),
        while_open=fields.flag("while_open", False),
        proven_now=fields.flag("proven_now", False),
    )
    fields.done()
    return move
