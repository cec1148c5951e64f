"""By when an incoming document is to be answered, as two forms ask it."""

from django import forms

from pcmt.web.forms import VnDateField, VnTimeField


class DueForm(forms.Form):
    """The day and hour of an answer; `is_old` is asked only where the day has gone by."""

    reply_due_on = VnDateField(label="Hạn trả lời", required=False)
    due_time = VnTimeField(label="Giờ hẹn (hỏa tốc hẹn giờ)", required=False)
    is_old = forms.BooleanField(label="Văn bản cũ, hạn đã qua", required=False)

    def asks_if_old(self) -> bool:
        """This will tell whether the person is to say that the document is old: refused for it, or ticked before."""
        return self.is_bound and bool(self.errors.get("is_old") or self["is_old"].value())
