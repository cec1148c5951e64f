"""What a document is about, by the words of the rulebook's topics."""

from collections.abc import Sequence

from pcmt.documents.rules.searching import tokens
from pcmt.rulebook.queries import Topic

LEAST_MENTIONS = 3


def topics_of(title: str, text: str, topics: Sequence[Topic]) -> list[str]:
    """This will give the codes of the topics whose words stand in the title, or in the text LEAST_MENTIONS times."""
    in_title, in_text = f" {tokens(title)[0]} ", f" {tokens(text)[0]} "
    return [topic.code for topic in topics if _is_about(topic, in_title, in_text)]


def _is_about(topic: Topic, title: str, text: str) -> bool:
    words = [f" {tokens(word)[0]} " for word in topic.words]
    return any(word in title for word in words) or sum(text.count(word) for word in words) >= LEAST_MENTIONS
