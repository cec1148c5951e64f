"""Forms of the pages of accounts."""

from collections.abc import Iterable

from django import forms

from pcmt.accounts.queries.identities import Provider
from pcmt.agencies.queries import AgencyView
from pcmt.web.forms import VnDateField

CODE_HINTS = {"class": "short", "autocapitalize": "none", "spellcheck": "false", "inputmode": "text"}
NOT_KEPT = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(label="Mã xác thực", max_length=40)

    def __init__(self, *args: object, autocomplete: str = "one-time-code", **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        self.fields["code"].widget = forms.TextInput(attrs={**CODE_HINTS, "autocomplete": autocomplete})


class PasskeyForm(forms.Form):
    """What a passkey is called by its owner."""

    name = forms.CharField(
        label="Tên khóa",
        max_length=60,
        help_text="Để nhận ra thiết bị. Ví dụ: Điện thoại cá nhân, Khóa USB ở cơ quan",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LinkIdentityForm(forms.Form):
    """Who the owner of an unused account is at a provider of sign-in."""

    provider = forms.ChoiceField(label="Cổng đăng nhập")
    subject = forms.CharField(
        label="Mã người dùng ở cổng (sub)",
        max_length=255,
        help_text="Lấy tại trang quản trị của cổng, đúng từng chữ. Lần đầu vào, tên ở cổng phải khớp danh bạ.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: object, providers: Iterable[Provider], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        field = self.fields["provider"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, one.label) for one in providers]


class ProveAgainForm(forms.Form):
    """The password, and a code where the account has a second factor."""

    password = forms.CharField(
        label="Mật khẩu",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label="Mã xác thực",
        max_length=40,
        help_text="Mã sáu số của ứng dụng xác thực, hoặc một mã dự phòng.",
        widget=forms.TextInput(attrs=CODE_HINTS | {"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: object, with_code: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        if not with_code:
            del self.fields["code"]


class SetPasswordForm(forms.Form):
    """A new password, twice."""

    new_password = forms.CharField(
        label="Mật khẩu mới",
        max_length=1000,
        strip=False,
        widget=NOT_KEPT,
        help_text="Ít nhất 12 ký tự; một cụm gồm vài từ dễ nhớ là tốt nhất, viết có dấu hay không đều được.",
    )
    repeated = forms.CharField(label="Nhập lại mật khẩu mới", max_length=1000, strip=False, widget=NOT_KEPT)

    def clean_repeated(self) -> str:
        """This will refuse two different new passwords."""
        if self.cleaned_data["repeated"] != self.cleaned_data.get("new_password"):
            raise forms.ValidationError("Hai lần nhập mật khẩu mới không giống nhau.", code="differs")
        return str(self.cleaned_data["repeated"])


class ChangePasswordForm(SetPasswordForm):
    """The present password, and the new one twice."""

    old_password = forms.CharField(
        label="Mật khẩu hiện tại",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old_password", "new_password", "repeated")


class InviteForm(forms.Form):
    """The name of a new account; the person comes from the directory."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=64,
        help_text="Chữ cái không dấu, chữ số, dấu chấm, gạch. Ví dụ: xa.senhong.canbo",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class GrantForm(forms.Form):
    """A role, the agency for which it is held, and from when to when."""

    role = forms.ChoiceField(label="Vai trò")
    agency = forms.TypedChoiceField(label="Tại cơ quan", coerce=int)
    valid_from = VnDateField(label="Từ ngày")
    valid_to = VnDateField(label="Đến hết ngày", required=False, help_text="Để trống nếu chưa định ngày kết thúc.")
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=300,
        help_text="Cần ghi khi người này sẽ giữ cả hai bên của việc phải tách người.",
    )

    def __init__(
        self, *args: object, roles: Iterable[tuple[str, str]], agencies: Iterable[AgencyView], **options: object
    ):
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        self.fields["role"].choices = [("", "Chọn vai trò"), *roles]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["agency"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "Chọn cơ quan"),
            *((str(agency.id), agency.name) for agency in agencies),
        ]


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Lý do", max_length=300, widget=forms.TextInput)
