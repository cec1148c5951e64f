"""Reads `documents/topics.yaml`: what documents may be about, and by which words it is told."""

from pcmt.rulebook.rules.definitions import Topic
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


def read_topics(content: Content, findings: Findings) -> tuple[Topic, ...]:
    """This will read the topics in the order in which lists show them."""
    fields = Fields(content, findings)
    topics = []
    for code, inner in fields.named("topics"):
        inner.owner = f"topic:{code}"
        topics.append(Topic(code=code, label=inner.text("label"), words=inner.texts("words", optional=False)))
        inner.done()
    fields.done()
    return tuple(topics)
