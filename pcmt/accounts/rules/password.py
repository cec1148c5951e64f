"""Which passwords are too easy to guess; length counts, the mixture of signs does not (NIST SP 800-63B, ASVS 6.2)."""

import re
from collections.abc import Iterable

from vanban.text import fold

SHORTEST = 12
LONGEST = 1000
FEWEST_DIFFERENT = 5
OWN_LETTERS = 4
"""Letters that must remain once common words are taken away."""
SHORTEST_NAME = 4

_NO_LETTER = re.compile(r"[^a-z]")


def letters_of(text: str) -> str:
    """This will give the plain letters of a text: small, without marks, signs, digits and spaces."""
    return _NO_LETTER.sub("", fold(text))


def is_made_of(password: str, words: Iterable[str]) -> bool:
    """This will tell whether a password is little more than common words, digits and signs.

    words: in plain letters. The longest are taken away first; a passphrase keeps enough letters of its own.
    """
    left = letters_of(password[:LONGEST])
    for word in sorted(words, key=len, reverse=True):
        if len(left) < OWN_LETTERS:
            break
        left = left.replace(word, "")
    return len(left) < OWN_LETTERS


def has_few_signs(password: str) -> bool:
    """This will tell whether a password repeats very few signs: 111111222222."""
    return len(set(password)) < FEWEST_DIFFERENT


def holds_name(password: str, *names: str) -> bool:
    """This will tell whether a password holds one of these names, however it is written."""
    written, plain = password.lower(), letters_of(password)
    for name in names:
        if len(name) >= SHORTEST_NAME and name.lower() in written:
            return True
        if len(letters_of(name)) >= SHORTEST_NAME and letters_of(name) in plain:
            return True
    return False
