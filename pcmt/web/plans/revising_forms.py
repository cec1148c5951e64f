"""Forms that put a confirmed target or task right, with the reason; `revision` tells what the person has seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from pcmt.plans import queries as plans
from pcmt.web.plans.forms import TargetForm, TaskForm
from pcmt.web.plans.scope_field import scope_word

WHY = "Đọc nhầm văn bản, hoặc điều chỉnh theo văn bản nào (số, ngày)."


class ReviseTargetForm(TargetForm):
    """A target as it stands, to be put right."""

    wide: ClassVar[tuple[str, ...]] = (*TargetForm.wide, "reason")

    reason = forms.CharField(label="Lý do sửa", widget=forms.Textarea(attrs={"rows": 2}), help_text=WHY)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @staticmethod
    def initial_from(said: plans.TargetInput, revision: int) -> dict[str, Any]:
        """This will give the form's first content."""
        return {
            "indicator": said.indicator,
            "subject": said.subject,
            "relation": said.relation,
            "value": said.value,
            "value_high": said.value_high,
            "unit": said.unit,
            "by": said.by,
            "scope": scope_word(said),
            "every": said.every,
            "revision": revision,
        }


class ReviseTaskForm(TaskForm):
    """A task as it stands, to be put right; `held` tells whom the names mean that it has now."""

    wide: ClassVar[tuple[str, ...]] = (*TaskForm.wide, "reason")

    reason = forms.CharField(label="Lý do sửa", widget=forms.Textarea(attrs={"rows": 2}), help_text=WHY)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, held: Mapping[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.held = held

    @staticmethod
    def initial_from(said: plans.TaskInput, revision: int) -> dict[str, Any]:
        """This will give the form's first content."""
        return {
            "title": said.title,
            "leads": "; ".join(said.lead_names),
            "supports": "; ".join(said.support_names),
            "due_on": said.due_on,
            "within": said.within,
            "every": said.every,
            "product": said.product,
            "weight": said.weight,
            "revision": revision,
        }

    def meant(self, names: Sequence[str], *, on: date, called: Mapping[str, int]) -> plans.Parties:
        """This will find whom names mean: what the task has now keeps its meaning, whatever else bears the name."""
        kept = {name: self.held[name] for name in names if name in self.held}
        return super().meant(names, on=on, called={**kept, **called})
