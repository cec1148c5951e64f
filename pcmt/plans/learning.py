"""What a person decides, kept for the next time: in the reader's own terms, and as choices of indicators."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.learn_alias import learn_alias
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.plans.models import IndicatorChoice
from pcmt.plans.proposing import propose_target
from pcmt.plans.rules.inputs import TargetInput, TaskInput
from vanban.text import fold

KEY_LENGTH = 255


def proposed_form(
    said: TargetInput | TaskInput, read: documents.ProposedTarget | documents.ProposedDuty
) -> documents.ProposedTarget | documents.ProposedDuty:
    """This will put what a person confirmed in the terms in which it had been proposed."""
    if isinstance(said, TargetInput):
        return documents.ProposedTarget(
            relation=said.relation,
            value=_figure(said.value),
            value_high=_figure(said.value_high),
            unit=said.unit,
            subject=said.subject.strip(),
            by=said.by.id,
            every=said.every,
            table=read.table,
        )
    due = said.due_on.isoformat() if said.due_on else ""
    if isinstance(read, documents.ProposedDuty) and said.every and due.endswith(read.due or "?"):
        due = read.due  # a day of every year stays without its year
    return documents.ProposedDuty(
        leads=said.lead_names or _names(said.leads, said.lead_words),
        supports=said.support_names or _names(said.supports, said.support_words),
        due=due,
        every=said.every,
        table=read.table,
        asked=isinstance(read, documents.ProposedDuty) and read.asked,
        product=said.product.strip(),
    )


def remember_indicator(suggestion: documents.SuggestionView, said: TargetInput, *, on: date) -> None:
    """This will keep the indicator that a person chose for a subject, where another one had been proposed."""
    proposed = propose_target(suggestion, on=on)
    key = fold(proposed.subject)[:KEY_LENGTH]
    if said.indicator == proposed.indicator or not key:
        return
    IndicatorChoice.objects.update_or_create(
        subject_key=key,
        defaults={
            "subject": proposed.subject,
            "indicator": said.indicator,
            "chosen_on": on,
            "document_id": suggestion.document_id,
        },
    )


def learn_names(said: TaskInput, *, learned_from: str, actor: Actor, at: datetime) -> None:
    """This will remember the agencies that a person said are meant by names of the document."""
    for name, agency_id in said.called:
        learn_alias(agency_id=agency_id, text=name, learned_from=learned_from, on=localdate(at), actor=actor, at=at)


def _names(ids: tuple[int, ...], written: tuple[str, ...]) -> tuple[str, ...]:
    known = agencies.agencies_by_id(ids)
    return (*(known[one].name for one in ids), *written)


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
