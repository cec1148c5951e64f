"""Refusals: how the system says no, so that the reader knows why and what would help."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """What would have been needed: a permission at an agency or in an area; none named means everywhere."""

    permission: str
    agency_id: int | None = None
    area_id: int | None = None


class Refusal(Exception):
    """This will carry a Vietnamese message (what is wrong), where it is, and the remedy, up to the person who asked.

    `code` is stable and English, for programs; `message`, `where` and `remedy` are for people.
    `fields` maps an input's name to what is wrong with it, for forms. `needs` is the permission that others may hold:
    skins ask accounts with it who can help.
    """

    code = "refused"

    def __init__(
        self,
        message: str,
        *,
        remedy: str = "",
        where: str = "",
        code: str = "",
        fields: dict[str, str] | None = None,
        needs: Need | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.where = where
        self.code = code or type(self).code
        self.fields = fields or {}
        self.needs = needs

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.where and f"({self.where})", self.remedy) if part)


class NotFound(Refusal):
    """This will say that a thing is not there; a thing that one may not see answers the same."""

    code = "not_found"

    def __init__(self, message: str = "Không tìm thấy nội dung được yêu cầu.", **parts: str) -> None:
        parts.setdefault("remedy", "Kiểm tra lại đường dẫn, hoặc liên hệ quản trị nếu cần được phân quyền.")
        super().__init__(message, remedy=parts["remedy"], where=parts.get("where", ""))


class NotAllowed(Refusal):
    """This will say that a visible thing may not be done by this actor, and which rule says so.

    rule: in Vietnamese, for the reader; where it is empty, skins word it from `needs`.
    """

    code = "not_allowed"

    def __init__(
        self,
        message: str = "Tài khoản không có quyền thực hiện việc này.",
        *,
        rule: str = "",
        needs: Need | None = None,
    ) -> None:
        super().__init__(
            message,
            remedy="Việc này thuộc người khác; xem ai được giao tại trang này hoặc hỏi quản trị.",
            needs=needs,
        )
        self.rule = rule
