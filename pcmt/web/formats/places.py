"""How pages name what is no longer on the map."""


def former_text(district: str) -> str:
    """This will write an abolished district so that nobody takes it for one that stands: "Huyện Ban Mai (cũ)"."""
    return f"{district} (cũ)" if district else ""
