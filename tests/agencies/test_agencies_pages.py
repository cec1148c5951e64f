"""The directory's pages through HTTP."""

from pcmt.agencies import queries
from tests.province import AT, Province


def test_the_list_filters_by_words_and_kind(province: Province, visit):
    client = visit("planner")
    assert "20 cơ quan trong danh bạ" in client.get("/co-quan/").text
    page = client.get("/co-quan/", {"q": "sen hong", "loai": "tram_y_te"}).text
    assert "Trạm Y tế xã Sen Hồng" in page
    assert "Công an xã Sen Hồng" not in page
    assert "Không có cơ quan nào khớp" in client.get("/co-quan/", {"q": "không"}).text
    assert "Trạm Y tế xã Sen Hồng" in client.get("/co-quan/", {"dia_ban": province.communes["sen-hong"].id}).text


def test_one_agency_shows_posts_and_names(province: Province, visit):
    page = visit("planner").get(f"/co-quan/{province.agencies['police']}/").text
    for words in ("Lê Thị Hạ", "người đứng đầu", "Công an tỉnh", "Chuyên viên Phòng PC04"):
        assert words in page
    assert "Ghi nhận chức vụ" not in page
    assert "Tạo tài khoản" not in page


def test_a_party_body_is_asked_not_ordered(province: Province, visit):
    assert "đề nghị phối hợp" in visit("planner").get(f"/co-quan/{province.agencies['front']}/").text


def test_the_administrator_relieves_and_appoints(province: Province, visit):
    admin, post = visit("admin"), province.posts["health-head"]
    path = f"/chuc-vu/{post}/ket-thuc"
    assert admin.post(path, {"last_day": "30/02/2026"}).status_code == 422
    assert admin.post(path, {"last_day": "20/11/2026", "reason": "QĐ số 5"}).status_code == 302
    assert queries.heads(province.agencies["health"], AT.date()) == ()
    page = admin.post(path, {"last_day": "20/11/2026"})
    assert "mỗi chức vụ chỉ kết thúc một lần" in page.text


def test_a_second_head_is_explained_in_the_form(province: Province, visit):
    form = {"person_name": "Mới", "title": "Giám đốc", "is_head": "on", "powers": "", "valid_from": "01/11/2026"}
    page = visit("admin").post(f"/co-quan/{province.agencies['health']}/chuc-vu", form)
    assert page.status_code == 422
    assert "đang có người đứng đầu" in page.text
    assert 'value="Mới"' in page.text


def test_others_may_not_appoint(province: Province, visit):
    path = f"/co-quan/{province.agencies['health']}/chuc-vu"
    for who in ("planner", "health-head", "chairman"):
        assert visit(who).post(path, {"person_name": "A", "title": "B", "valid_from": "01/11/2026"}).status_code == 404
        assert visit(who).get(f"/chuc-vu/{province.posts['planner']}/ket-thuc").status_code == 404
    assert visit("planner").get("/co-quan/999999/").status_code == 404


def test_pages_ask_few_questions(province: Province, visit, django_assert_max_num_queries):
    client = visit("planner")
    with django_assert_max_num_queries(12):
        client.get("/co-quan/")
    with django_assert_max_num_queries(27):
        client.get(f"/co-quan/{province.agencies['police']}/")
