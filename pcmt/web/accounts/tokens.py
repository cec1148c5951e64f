"""Access tokens: one's own, issued and shown once; and all of them, for administrators."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts.actions import issue_token as issuing
from pcmt.accounts.actions import revoke_token as revoking
from pcmt.accounts.queries.tokens import TokenView, let_to, lettable, longest_term, tokens, tokens_of
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from pcmt.web.accounts.own import own_id
from pcmt.web.accounts.rights_forms import TokenForm
from pcmt.web.machines import machine_permissions
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import fold

USUAL_TERM = timedelta(days=90)
PAGE_SIZE = 100


@page()
@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    """This will list the tokens of whoever is signed in."""
    found = tokens_of(request.actor, own_id(request), timezone.now())
    working = _working(found)
    values = {
        "title": f"{len(working)} mã kết nối đang dùng" if working else "Mã kết nối",
        "lead": "Để phần mềm khác tải tệp, số liệu bằng một phần quyền của anh/chị",
        "rows": found,
        "may_issue": bool(lettable(request.actor)) and bool(longest_term()),
        "switched_off": not longest_term(),
        "for_another": request.actor.on_behalf is not None,
    }
    return render(request, "accounts/tokens.html", values)


@page(fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def issue_token(request: ActorRequest) -> HttpResponse:
    """This will issue a token and show it, in this one answer only."""
    held = lettable(request.actor)
    offered = [(name, label) for name, label in book().permissions.items() if name in held & machine_permissions()]
    usual = timezone.localdate() + min(USUAL_TERM, longest_term())
    form = TokenForm(request.POST or None, permissions=offered, initial={"expires_on": usual})
    if form.is_valid():
        with refusals_in(form):
            told = form.cleaned_data
            chosen = let_to(request.actor, None if told["kind"] == "reading" else told["permissions"])
            made = issuing.issue_token(
                user_id=own_id(request),
                wish=issuing.TokenWish(told["name"], chosen, told["expires_on"], told["networks"]),
                actor=request.actor,
                at=timezone.now(),
            )
            values = {"title": "Chép mã kết nối ngay bây giờ", "made": made, "name": told["name"]}
            return render(request, "accounts/token_made.html", values)
    values = {
        "title": "Cấp mã kết nối",
        "lead": request.actor.label,
        "form": form,
        "longest": longest_term().days,
        "may_issue": bool(held) and bool(longest_term()),
    }
    return render(request, "accounts/issue_token.html", values, status=status_of(form))


@page()
@require_POST
def revoke_own_token(request: ActorRequest, token_id: int) -> HttpResponse:
    """This will take one's own token back."""
    if all(one.id != token_id for one in tokens_of(request.actor, own_id(request), timezone.now())):
        raise NotFound("Không tìm thấy mã kết nối này.")
    revoking.revoke_token(token_id=token_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã thu hồi; phần mềm dùng mã đó bị từ chối từ lần hỏi kế tiếp.")
    return redirect("accounts.tokens")


@page("accounts.manage", fresh=True)
@require_safe
def every_token(request: ActorRequest) -> HttpResponse:
    """This will list the tokens of all accounts for administrators, narrowed by words."""
    wanted = fold(request.GET.get("q", "").strip()[:120]).split()
    found = tokens(request.actor, timezone.now())
    kept = [one for one in found if all(word in fold(_searched(one)) for word in wanted)]
    pages = max(1, -(-len(kept) // PAGE_SIZE))
    told = request.GET.get("trang", "")
    number = min(max(1, int(told) if told.isdecimal() and len(told) < 6 else 1), pages)
    working = _working(found)
    values = {
        "title": f"{len(working)} mã kết nối đang dùng trong hệ thống" if working else "Mã kết nối của mọi người",
        "lead": "Phần mềm nào đang lấy số liệu bằng quyền của ai, đến ngày nào, từ đâu",
        "q": request.GET.get("q", "").strip(),
        "rows": kept[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        "total": len(kept),
        "number": number,
        "pages": pages,
        "may_revoke": bool(request.actor.may("accounts.revoke_token")),
    }
    return render(request, "accounts/every_token.html", values)


@page("accounts.revoke_token", fresh=True)
@require_POST
def revoke_token(request: ActorRequest, token_id: int) -> HttpResponse:
    """This will take somebody's token back."""
    reason = request.POST.get("reason", "")[:300]
    revoking.revoke_token(token_id=token_id, reason=reason, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã thu hồi mã kết nối.")
    return redirect("accounts.every_token")


def _working(found: tuple[TokenView, ...]) -> list[TokenView]:
    return [one for one in found if not one.state]


def _searched(one: TokenView) -> str:
    return f"{one.person_name} {one.username} {one.agency_name} {one.name} {one.first_signs}"
