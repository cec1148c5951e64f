"""What a browser keeps of a form, met by a page fresh from the server: run in Node, as the browser runs it."""

import json
import subprocess
from pathlib import Path
from typing import Any

from scripts.assets import node

OFFLINE = Path(__file__).resolve().parents[2] / "pcmt" / "web" / "static" / "offline"


def met(kept: dict[str, dict[str, Any]], standing: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What becomes of kept cells, with the words for those that one has to choose between."""
    script = f"""
        import {{ emptyEntry, met }} from {json.dumps((OFFLINE / "entry.js").as_uri())};
        import {{ whoseWords }} from {json.dumps((OFFLINE / "words.js").as_uri())};
        const entry = {{ ...emptyEntry(), cells: {json.dumps(kept)} }};
        const now = met(entry, {json.dumps(standing)}, (_, one, other) => one === other);
        console.log(JSON.stringify({{ ...now, told: now.conflicts.length ? whoseWords(now.conflicts) : "" }}));
    """
    done = subprocess.run(
        [node(), "--input-type=module", "-e", script], capture_output=True, text=True, check=True, timeout=60
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def cell(text: str, *, wrong: str = "") -> dict[str, Any]:
    return {"text": text, "seen": 1, "base": "0", "wrong": wrong}


def stands(text: str, revision: int) -> dict[str, Any]:
    return {"text": text, "revision": revision, "label": "Số buổi"}


def test_what_is_no_figure_never_stands_against_one_that_was_saved() -> None:
    now = met({"talks": cell("ba", wrong="Ô này nhận số nguyên.")}, {"talks": stands("3", 2)})
    assert (now["cells"], now["conflicts"]) == ({}, [])


def test_what_is_no_figure_waits_to_be_mended_while_nothing_else_came() -> None:
    kept = {"talks": cell("ba", wrong="Ô này nhận số nguyên.")}
    assert met(kept, {"talks": stands("0", 1)})["cells"] == kept


def test_two_figures_are_chosen_between_and_nobody_is_blamed() -> None:
    now = met({"talks": cell("4")}, {"talks": stands("3", 2)})
    (one,) = now["conflicts"]
    assert (one["yours"], one["theirs"]) == ("4", "3")
    assert now["told"] == "1 ô đã được sửa từ nơi khác (người khác, cửa sổ khác hoặc tệp Excel)."
