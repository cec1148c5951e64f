"""What the pages of plans share: an action tried on a form, and the provision that a thing came from."""

from collections.abc import Callable
from typing import Any

from django import forms

from pcmt.documents import queries as documents
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.web.views import show_refusal


def did(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """This will try an action with a form's content, put a refusal into the form, and tell whether it was done."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotFound:
        raise
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True


def provision(document_id: int, anchor: str) -> documents.ProvisionView | None:
    """This will give the provision that a target or task came from; None where it stands outside of all."""
    return documents.provision(document_id, anchor) if anchor else None
