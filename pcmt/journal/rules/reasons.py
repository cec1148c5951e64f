"""Why something is made unreadable for good."""

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal


def must_say_why(reason: str) -> None:
    """This will refuse to take personal data out of the journal without a reason."""
    if not as_reason(reason):
        raise Refusal(
            "Chưa nêu lý do xóa thông tin cá nhân.", remedy="Ghi rõ căn cứ, ví dụ yêu cầu của chủ thể dữ liệu."
        )
