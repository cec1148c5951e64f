"""What an address or a form names by a number; nonsense names nothing."""

LONGEST_NUMBER = 18  # digits; more do not fit into a database's integer


def number_of(text: str) -> int | None:
    """This will give the whole number that a text writes in plain digits, None where it writes none that we have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
