"""What the library's README shows is run as it stands."""

import re
from pathlib import Path

import vanban

README = Path(__file__).resolve().parents[2] / "vanban" / "README.md"


def test_the_examples_of_the_readme_run() -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 2
    exec(compile("\n".join(blocks), str(README), "exec"), {})


def test_every_call_of_the_reference_is_there() -> None:
    rows = re.findall(
        r"^\| ((?:`[^`|]+`(?:, )?)+) \|", README.read_text("utf-8").split("## Reference")[1], re.MULTILINE
    )
    calls = [name for row in rows for name in re.findall(r"`(?:vanban\.)?(\w+)\(", row)]
    assert len(calls) >= 8
    assert [name for name in calls if not hasattr(vanban, name)] == []
