"""A refusal inside a form names the rule and who else could, as the page of refusals does."""

import pytest
from django import forms

from pcmt.accounts.queries import guidance
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import Need, NotAllowed, Refusal
from pcmt.web.views import refusals_in, show_refusal
from tests.province import AT, Province


class Plain(forms.Form):
    """A form of one field."""

    reason = forms.CharField(required=False)


def told(refusal: Refusal, actor=None) -> list[str]:
    form = Plain({})
    assert form.is_valid()
    show_refusal(form, refusal, actor)
    return [str(text) for text in form.non_field_errors()]


def test_the_rule_and_those_who_could_are_told(province: Province, actor):
    needs = Need("reporting.accept", None, province.id)
    said = told(SamePerson("Một người không làm cả hai.", needs=needs), actor("planner"))
    assert said[0].startswith("Một người không làm cả hai.")
    assert said[1].startswith("Quy định: Việc “Chốt số liệu” thuộc vai trò")
    assert said[2].startswith("Làm được việc này: ")
    assert "Công an tỉnh" in said[2]


def test_the_one_who_asks_is_none_of_the_others(province: Province, actor):
    needs = Need("accounts.confirm_role", province.agencies["ubnd"])
    refusal = SamePerson("Cần người thứ hai.", needs=needs)
    assert len(told(refusal)) == 3
    assert len(told(refusal, actor("admin"))) == 2


def test_a_refusal_that_concerns_no_right_stays_as_it_was(province: Province):
    assert told(Refusal("Ngày không đúng.", remedy="Sửa ngày.")) == ["Ngày không đúng. Sửa ngày."]
    form = Plain({})
    show_refusal(form, Refusal("Thiếu lý do.", fields={"reason": "Ghi lý do."}, needs=Need("reporting.accept")))
    assert form.errors == {"reason": ["Ghi lý do."]}


def test_what_may_not_be_done_is_no_matter_of_the_form(province: Province):
    with pytest.raises(NotAllowed), refusals_in(Plain({})):
        raise NotAllowed


def test_no_sentence_shows_the_code_of_a_right(province: Province, actor):
    for permission in ("reporting.accept", "nobody.holds_this"):
        found = guidance(Need(permission, None, province.id), actor=actor("sen-hong.reporter"), at=AT)
        assert found.permission == permission
        assert "(" + permission not in found.rule
    assert "“Chốt số liệu”" in guidance(Need("reporting.accept"), actor=None, at=AT).rule
