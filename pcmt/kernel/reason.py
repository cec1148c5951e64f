"""What counts as a reason: the one rule of all steps that ask for one."""

import unicodedata

UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn")  # controls, joiners and other signs that no reader sees


def as_reason(text: str) -> str:
    """This will give the reason that a text states, tidied line by line; empty where it states none.

    Spaces, dots, dashes and signs that nobody sees state nothing: a reason has a letter or a digit.
    """
    if not any(sign.isalnum() for sign in text):
        return ""
    lines = ("".join(sign for sign in line if not _is_unseen(sign)).split() for line in text.splitlines())
    return "\n".join(" ".join(words) for words in lines if words)


def _is_unseen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) in UNSEEN
