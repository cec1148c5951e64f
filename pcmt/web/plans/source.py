"""The sentence behind a target or a task: the provision of the document that it came from."""

from pcmt.documents import queries as documents


def provision(document_id: int, anchor: str) -> documents.ProvisionView | None:
    """This will give the provision that a target or task came from; None where it stands outside of all."""
    return documents.provision(document_id, anchor) if anchor else None
