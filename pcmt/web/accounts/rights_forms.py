"""What is asked about rights, and what a delegation is made of."""

from collections.abc import Iterable

from django import forms

from pcmt.accounts.queries import Receiver
from pcmt.rulebook.queries import book
from pcmt.web.forms import VnDateField
from vanban.text import sort_key

NO_HELP = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


def permission_choices() -> list[tuple[str, str]]:
    """This will list all permissions by their labels."""
    labels = book().permissions.items()
    return sorted(((code, f"{label} ({code})") for code, label in labels), key=lambda one: sort_key(one[1]))


class HoldingsForm(forms.Form):
    """Which holdings: by words, of a role, allowing a permission."""

    q = forms.CharField(label="Họ tên, chức vụ, cơ quan", required=False, max_length=120)
    vai_tro = forms.ChoiceField(label="Vai trò", required=False)
    viec = forms.ChoiceField(label="Được làm việc", required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        roles = [(role.code, role.label) for role in book().roles()]
        self.fields["vai_tro"].choices = [("", "Mọi vai trò"), *roles]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["viec"].choices = [("", "Mọi việc"), *permission_choices()]  # type: ignore[attr-defined]  # likewise


class WhyForm(forms.Form):
    """An account, an action and a thing."""

    ai = forms.CharField(label="Tên đăng nhập", max_length=64, widget=forms.TextInput(attrs=NO_HELP))
    viec = forms.ChoiceField(label="Việc")
    ve = forms.CharField(
        label="Đối tượng (mã tham chiếu)",
        max_length=64,
        help_text="Ví dụ: submission:7, document:5, area:44, agency:12. Mã có trong nhật ký và địa chỉ trang.",
        widget=forms.TextInput(attrs=NO_HELP),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        self.fields["viec"].choices = [("", "Chọn việc"), *permission_choices()]  # type: ignore[attr-defined]  # a ChoiceField


class DelegateForm(forms.Form):
    """Who is let act, how, what for, by which paper and until when."""

    kind = forms.ChoiceField(
        label="Hình thức",
        choices=[("delegation", "Ủy quyền có thời hạn (TUQ.)"), ("deputy", "Giao cấp phó làm thay thường xuyên (KT.)")],
        widget=forms.RadioSelect,
        initial="delegation",
    )
    receiver = forms.TypedChoiceField(label="Người nhận", coerce=int)
    permissions = forms.MultipleChoiceField(label="Các việc được làm thay", widget=forms.CheckboxSelectMultiple)
    basis = forms.CharField(label="Văn bản ủy quyền, phân công", max_length=200, help_text="Số, ngày và tên văn bản.")
    document = forms.RegexField(
        label="Mã văn bản đã đăng ký",
        regex=r"^document:[1-9]\d{0,17}$",
        required=False,
        max_length=64,
        help_text="Nếu văn bản đã có trong hệ thống, ví dụ document:5.",
        widget=forms.TextInput(attrs=NO_HELP),
    )
    valid_from = VnDateField(label="Từ ngày")
    valid_to = VnDateField(
        label="Đến hết ngày", required=False, help_text="Ủy quyền phải có ngày cuối; ký thay có thể để trống."
    )

    def __init__(
        self, *args: object, receivers: Iterable[Receiver], permissions: Iterable[tuple[str, str]], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        named = [(str(one.user_id), f"{one.label}{' – cấp phó ký KT.' if one.is_deputy else ''}") for one in receivers]
        self.fields["receiver"].choices = [("", "Chọn người nhận"), *named]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["permissions"].choices = [*permissions]  # type: ignore[attr-defined]  # a ChoiceField


class TokenForm(forms.Form):
    """What an access token is for: its name, what it may do, until when, from where."""

    name = forms.CharField(
        label="Tên mã",
        max_length=60,
        help_text="Phần mềm hoặc việc dùng mã. Ví dụ: Kho dữ liệu của tỉnh, Bảng tổng hợp hằng tuần",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Được làm gì",
        choices=[("reading", "Chỉ đọc: xem những gì anh/chị xem được"), ("named", "Chỉ những việc chọn dưới đây")],
        widget=forms.RadioSelect,
        initial="reading",
    )
    permissions = forms.MultipleChoiceField(
        label="Các việc",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Những việc anh/chị đang giữ mà phần mềm làm được qua mã. Quyền xem cần thiết đi kèm.",
    )
    expires_on = VnDateField(label="Dùng đến hết ngày")
    networks = forms.CharField(
        label="Chỉ nhận từ địa chỉ mạng",
        required=False,
        max_length=1000,
        help_text="Địa chỉ hoặc dải của máy chạy phần mềm, mỗi dòng một mục: 203.0.113.7, 10.20.0.0/16, 2001:db8::/32.",
        widget=forms.Textarea(attrs={"rows": 3, **NO_HELP}),
    )

    def __init__(self, *args: object, permissions: Iterable[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments pass through
        self.fields["permissions"].choices = [*permissions]  # type: ignore[attr-defined]  # a ChoiceField
