"""Long titles in a line of the desk."""


def shortened(title: str, most: int = 14) -> str:
    """This will give a title's first words, with "…" where some are left out."""
    words = title.split()
    return title if len(words) <= most else " ".join(words[:most]) + "…"
