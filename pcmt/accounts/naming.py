"""Which names a new account may bear."""

from pcmt.accounts.models import User
from pcmt.accounts.rules.username import is_username
from pcmt.kernel.refusal import Refusal


def check_username(name: str) -> None:
    """This will refuse a canonical name that cannot be typed everywhere, and one that is taken."""
    if not is_username(name):
        message = "Tên đăng nhập gồm 3 đến 64 chữ cái không dấu, chữ số, dấu chấm, gạch; bắt đầu bằng chữ cái."
        raise Refusal(message, remedy="Ví dụ: xa.senhong.canbo", fields={"username": message})
    if User.objects.filter(username=name).exists():
        message = f"Tên đăng nhập “{name}” đã có người dùng."
        raise Refusal(message, remedy="Chọn tên khác.", fields={"username": message})
