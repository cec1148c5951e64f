"""Forms of meetings: the invitation, who came, minutes, conclusions, the announcement, tasks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import CommitteeView, SeatView
from pcmt.committee import queries as committee
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.agencies.typed import found_agency
from pcmt.web.forms import VnDateField, VnTimeField

AGENDA_HELP = "Mỗi nội dung một dòng; cơ quan trình bày ghi sau dấu “|”, ví dụ: Kết quả quý III | Công an tỉnh."
PAPERS_HELP = "Mỗi văn bản một dòng, ghi số, ký hiệu của văn bản đã đăng ký, ví dụ: 154/BC-BCĐ."
PARTIES_HELP = "Mỗi cơ quan cách nhau bằng dấu chấm phẩy; “UBND các xã, phường” là tất cả các xã, phường."


class MeetingForm(forms.Form):
    """An invitation; `committees` are those to choose from, none where the meeting has one already."""

    kind = forms.ChoiceField(
        label="Loại cuộc họp",
        choices=tuple(committee.MEETING_KINDS.items()),
        help_text="Nghe báo cáo: Trưởng Ban nghe một cơ quan, địa phương báo cáo đột xuất, ngoài phiên họp.",
    )
    title = forms.CharField(label="Tên cuộc họp", max_length=300, help_text="Ví dụ: Phiên họp quý IV năm 2026.")
    held_on = VnDateField(label="Ngày họp")
    begins_at = VnTimeField(label="Giờ bắt đầu", required=False)
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)
    agenda = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 6}), help_text=AGENDA_HELP)
    papers = forms.CharField(
        label="Tài liệu", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=PAPERS_HELP
    )

    def __init__(
        self, *args: Any, actor: Actor, on: date, committees: Iterable[CommitteeView] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.actor, self.on = actor, on
        if choices := [(one.id, one.name) for one in committees]:
            self.fields["committee_id"] = forms.TypedChoiceField(
                label="Ban Chỉ đạo, Tổ giúp việc", coerce=int, choices=choices
            )
            self.order_fields(["committee_id"])

    @staticmethod
    def initial_of(view: committee.MeetingView) -> dict[str, Any]:
        """This will give the form's content for a meeting that was called."""
        return {
            "kind": view.row.kind,
            "title": view.row.title,
            "held_on": view.row.held_on,
            "begins_at": view.row.begins_at,
            "place": view.row.place,
            "agenda": "\n".join(f"{one.title} | {one.presenter}".removesuffix(" | ") for one in view.agenda),
            "papers": "\n".join(one.number or one.label for one in view.papers),
        }

    def clean_agenda(self) -> tuple[committee.AgendaLine, ...]:
        """This will give the points, each with the agency that presents it."""
        return tuple(self._points(self.cleaned_data["agenda"]))

    def _points(self, text: str) -> Iterator[committee.AgendaLine]:
        for line in filter(str.strip, text.splitlines()):
            title, _, presenter = line.partition("|")
            named = presenter.strip()
            yield committee.AgendaLine(title.strip(), found_agency(named, self.on).id if named else None)

    def clean_papers(self) -> tuple[int, ...]:
        """This will give the registered documents, or name the first line that tells none."""
        lines = [line.strip() for line in self.cleaned_data["papers"].splitlines() if line.strip()]
        return tuple(document_named(self.actor, line).id for line in lines)

    def said(self) -> committee.MeetingInput:
        """This will give what was typed; the form must be valid."""
        typed = dict(self.cleaned_data)
        typed.pop("committee_id", None)
        return committee.MeetingInput(**typed)


class AttendanceForm(forms.Form):
    """Who came: for each seat whether, and why not or who else; and who chaired.

    Nobody is present until somebody says so: one press would else make a full house of any meeting.
    """

    def __init__(
        self, *args: Any, seats: Sequence[SeatView], view: committee.MeetingView | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.seats = seats
        before = {_seat(one): one for one in view.attendance} if view else {}
        for seat in seats:
            kept = before.get(_seat(seat))
            self.fields[f"presence-{seat.id}"] = forms.ChoiceField(
                label=f"Dự họp: {seat.person_name or seat.title}",
                choices=(("", "– chọn –"), *committee.PRESENCE_LABELS.items()),
                initial=kept.presence if kept else "absent" if seat.vacant else "",
                error_messages={"required": "Chọn có mặt hay vắng."},
            )
            self.fields[f"note-{seat.id}"] = forms.CharField(
                label=f"Lý do vắng hoặc người dự thay: {seat.person_name or seat.title}",
                required=False,
                max_length=255,
                initial=kept.note if kept else "",
            )
        chaired = next((seat.id for seat in seats if (one := before.get(_seat(seat))) and one.chairs), None)
        self.fields["chair"] = forms.TypedChoiceField(
            label="Chủ trì",
            coerce=int,
            choices=[(seat.id, f"{seat.person_name}, {seat.role_label}") for seat in seats if not seat.vacant],
            initial=chaired,
        )

    @property
    def rows(self) -> list[tuple[SeatView, BoundField, BoundField]]:
        """The seats with their two fields."""
        return [(seat, self[f"presence-{seat.id}"], self[f"note-{seat.id}"]) for seat in self.seats]

    def said(self) -> list[committee.Presence]:
        """This will give what was typed; the form must be valid."""
        typed = self.cleaned_data
        return [
            committee.Presence(seat.id, typed[f"presence-{seat.id}"], typed[f"note-{seat.id}"]) for seat in self.seats
        ]


def _seat(one: SeatView | committee.AttendanceView) -> tuple[int | None, int | None, str, str]:
    """By what a seat is known again: not by its holder's name, which others bear, and vacant seats have none."""
    return one.person_id, one.agency_id, one.role, one.title


class MinutesForm(forms.Form):
    """What was said, who wrote it down, when it closed."""

    words = forms.CharField(
        label="Diễn biến, ý kiến phát biểu",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Mỗi đoạn một dòng. Không ghi tên người được quản lý, không ghi nội dung mật.",
    )
    secretary = forms.CharField(
        label="Thư ký (người ghi biên bản)",
        required=False,
        max_length=200,
        help_text="Họ tên, chức danh; ký biên bản cùng người chủ trì.",
    )
    ended_at = VnTimeField(label="Kết thúc lúc", required=False)

    @staticmethod
    def initial_of(view: committee.MeetingView) -> dict[str, Any]:
        """This will give what was written, before that the committee's secretary who was there."""
        sat = next((one for one in view.attendance if one.role == "secretary" and one.came), None)
        return {
            "words": view.minutes,
            "secretary": view.secretary or (f"{sat.name}, {sat.title}" if sat else ""),
            "ended_at": view.ended_at,
        }


class MemberReportForm(forms.Form):
    """What a member tells a meeting."""

    words = forms.CharField(
        label="Báo cáo",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Điền sẵn từ số liệu đang theo dõi; sửa, bổ sung nguyên nhân và đề nghị. Không ghi nội dung mật.",
    )


class ReasonForm(forms.Form):
    """Why something is called off or taken back."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}))


class ConclusionForm(forms.Form):
    """A conclusion with whom it charges; agencies are typed by name, as documents write them."""

    wide: ClassVar[tuple[str, ...]] = ("words", "leads", "supports")

    words = forms.CharField(
        label="Nội dung kết luận",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Đúng lời sẽ ghi trong thông báo kết luận: nhiệm vụ dẫn về nguyên văn câu này.",
    )
    leads = forms.CharField(
        label="Chủ trì",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"Để trống nếu chỉ là đánh giá, không giao việc. {PARTIES_HELP}",
    )
    supports = forms.CharField(label="Phối hợp", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = VnDateField(label="Thời hạn", required=False)
    product = forms.CharField(label="Sản phẩm", required=False, max_length=255)
    keep_names = forms.BooleanField(
        label="Giữ nguyên tên chưa có trong danh bạ",
        required=False,
        help_text="Nhiệm vụ giao cho tên như vậy không cơ quan nào nhận được; chỉ giữ khi cơ quan đó chưa lập.",
    )

    def __init__(self, *args: Any, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """This will tell a name that no agency bears, with those that come near, unless it is to be kept."""
        typed = super().clean() or {}
        for field in ("leads", "supports"):
            if field in typed and not typed.get("keep_names"):
                for flaw in strangers_in(typed[field], self.on):
                    self.add_error(field, flaw)
        return typed

    @staticmethod
    def initial_of(one: committee.ConclusionView) -> dict[str, Any]:
        """This will give the form's content for a conclusion that stands."""
        return {
            "words": one.words,
            "leads": "; ".join(one.leads),
            "supports": "; ".join(one.supports),
            "due_on": one.due_on,
            "product": one.product,
            "keep_names": bool(one.strangers),
        }

    def said(self) -> committee.ConclusionInput:
        """This will give what was typed, names matched to the directory of the day; the form must be valid."""
        typed = self.cleaned_data
        leads = plans.parties(plans.named(typed["leads"]), on=self.on)
        supports = plans.parties(plans.named(typed["supports"]), on=self.on)
        return committee.ConclusionInput(
            words=typed["words"],
            leads=leads.ids,
            supports=tuple(one for one in supports.ids if one not in leads.ids),
            lead_words=leads.words,
            support_words=supports.words,
            groups=(*leads.groups, *supports.groups),
            due_on=typed["due_on"],
            product=typed["product"],
        )


class IssuedForm(forms.Form):
    """A registered document by its number: what was issued at the end, of a meeting, an inspection or a review."""

    number = forms.CharField(max_length=200)

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.actor = actor

    def clean_number(self) -> documents.DocumentRow:
        """This will give the registered document."""
        return document_named(self.actor, self.cleaned_data["number"])


class LinkForm(IssuedForm):
    """The announcement of a meeting's conclusions."""

    number = forms.CharField(
        label="Thông báo kết luận",
        max_length=200,
        help_text="Số, ký hiệu của thông báo (hoặc biên bản đã ký) đã đăng ký, ví dụ: 15/TB-BCĐ.",
    )


class GiveForm(forms.Form):
    """Which conclusions become tasks of which plan; the plan is chosen where no paper of the meeting tells it."""

    plan_id = forms.TypedChoiceField(
        label="Đưa vào kế hoạch", coerce=int, error_messages={"required": "Chọn kế hoạch."}
    )
    conclusion_ids = forms.TypedMultipleChoiceField(
        label="Kết luận giao thành nhiệm vụ",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Đánh dấu ít nhất một kết luận."},
    )

    def __init__(self, *args: Any, choices: Sequence[plans.PlanView], view: committee.MeetingView, **more: Any) -> None:
        super().__init__(*args, **more)
        waiting = [(one.id, f"{one.order}. {one.words}") for one in view.to_give]
        papers = {one.id for one in view.papers}
        meant = [one.id for one in choices if one.document_id in papers] or [one.id for one in choices]
        plan = self.fields["plan_id"]
        plan.choices = [("", "– chọn –"), *((one.id, one.title) for one in choices)]  # type: ignore[attr-defined]
        plan.initial = meant[0] if len(meant) == 1 else ""
        self.fields["conclusion_ids"].choices = waiting  # type: ignore[attr-defined]
        self.fields["conclusion_ids"].initial = [key for key, _ in waiting]


def document_named(actor: Actor, words: str) -> documents.DocumentRow:
    """This will give the registered document that words name by its number; ValidationError where they tell none."""
    found = documents.named_in(actor, words)
    if found is None:
        raise ValidationError(
            f"Không có văn bản “{words}” trong sổ, hoặc nhiều văn bản cùng số. Đăng ký văn bản trước."
        )
    return found


def agencies_named(words: str, on: date) -> tuple[int, ...]:
    """This will give the agencies that words name on a day, groups taken apart; ValidationError names who is none."""
    meant = plans.parties(plans.named(words), on=on)
    if meant.words:
        raise ValidationError(f"Không có trong danh bạ: {'; '.join(meant.words)}.")
    return meant.ids


def strangers_in(names: str, on: date) -> Iterator[ValidationError]:
    """This will tell the typed names that mean no agency of a day, each with what comes near; vague groups pass."""
    for name in plans.parties(plans.named(names), on=on).words:
        if agencies.is_group(name):
            continue
        try:
            found_agency(name, on)
        except ValidationError as flaw:
            yield flaw
