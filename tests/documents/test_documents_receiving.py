"""Files handed in together: read afterwards, each to its own outcome, and nothing of a secret one stays."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions import read_received as reading
from pcmt.documents.actions.read_received import read_received
from pcmt.documents.actions.receive_files import WrongNumberOfFiles, receive_files
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.models import Document, ReceivedFile
from pcmt.documents.numbering import ArrivalNumberTaken
from pcmt.documents.queries import handling, receiving
from pcmt.documents.rules.book import place_in_book
from pcmt.documents.rules.receiving import LEASE, MOST_ATTEMPTS
from pcmt.files.models import StoredFile
from pcmt.jobs.reading import read_received_files, release_forgotten_files
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.documents import papers
from tests.documents.test_documents_pages import upload

pytestmark = pytest.mark.django_db(transaction=False)
WORKER = system_actor("đọc văn bản", "documents.read_received", "documents.register_document")
PLAN, DIRECTIVE, SECRET = papers.PLAN.encode(), papers.DIRECTIVE.encode(), papers.SECRET.encode()


@pytest.fixture
def hand_in(planner: Actor, at: datetime) -> Callable[..., int]:
    """Hands contents in as one batch."""

    def hand(*contents: bytes, **said: object) -> int:
        uploads = [(data, f"tep-{number}.txt") for number, data in enumerate(contents, 1)]
        return receive_files(uploads=uploads, actor=planner, at=at, **said)  # type: ignore[arg-type]

    return hand


def outcomes(planner: Actor, batch_id: int) -> list[str]:
    return [file.state for file in receiving.batch(planner, batch_id).files]


def waiting_folder(settings: object) -> list[str]:
    folder = Path(settings.UPLOAD_DIR) / "waiting"  # type: ignore[attr-defined]
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_each_file_comes_to_its_own_outcome(hand_in, planner: Actor, at: datetime):
    register_document(data=DIRECTIVE, name="ct.txt", actor=planner, at=at)
    batch_id = hand_in(PLAN, DIRECTIVE, b"\x00\x01\x02 no document", b"", SECRET, PLAN)
    assert outcomes(planner, batch_id) == ["waiting", "waiting", "waiting", "refused", "waiting", "waiting"]
    assert read_received_files(at) == 5
    assert outcomes(planner, batch_id) == ["registered", "known", "refused", "refused", "secret", "known"]
    files = receiving.batch(planner, batch_id).files
    assert files[0].document is not None
    assert files[0].document.number == "18/KH-UBND"
    assert files[5].document == files[0].document
    assert all(file.message and file.remedy for file in files[1:])


def test_a_page_of_news_takes_no_number_and_is_handed_to_nobody(planner: Actor, at: datetime):
    news = "Tỉnh Hoa Mai ra quân phòng, chống ma túy\n\n(20/11/2026) Sáng nay lực lượng chức năng ra quân.\n"
    arrived = {"arrived_on": at.date(), "numbered": True, "actor": planner, "at": at}
    kept = documents.document(planner, register_document(data=news.encode(), name="tin.txt", **arrived)).row
    assert (kept.kind, kept.arrival_number, kept.was_not_received) == ("TIN", "", True)
    assert handling.incoming(planner, on=at.date()).rows == ()
    letter = register_document(data=PLAN, name="kh.txt", **arrived)
    assert documents.document(planner, letter).row.arrival_number == "1"
    asked = register_document(data=(news + "Hết.").encode(), name="tin.txt", arrival_number="7", **arrived)
    assert [row.id for row in handling.incoming(planner, on=at.date()).rows] == [asked, letter]


def test_nothing_of_a_secret_file_stays(
    hand_in, planner: Actor, at: datetime, settings, django_capture_on_commit_callbacks
):
    before = waiting_folder(settings)
    with django_capture_on_commit_callbacks(execute=True):
        batch_id = hand_in(SECRET)
        assert len(waiting_folder(settings)) == len(before) + 1
        read_received_files(at)
    (file,) = receiving.batch(planner, batch_id).files
    assert (file.state, file.name, file.size, file.document) == ("secret", "", 0, None)
    assert waiting_folder(settings) == before
    assert Document.objects.count() == StoredFile.objects.count() == 0
    noted = str([(entry.subject, entry.before, entry.after, entry.reason) for entry in entries(limit=500)])
    assert "tep-1" not in noted
    assert "06/CT" not in noted


def test_reading_twice_does_nothing_more(hand_in, planner: Actor, at: datetime):
    hand_in(PLAN)
    assert read_received_files(at) == 1
    assert read_received_files(at) == 0
    assert Document.objects.count() == 1


def test_a_crash_in_reading_leaves_nothing_half_done_and_is_taken_up(
    hand_in, planner: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
):
    batch_id = hand_in(PLAN)
    with monkeypatch.context() as broken:
        broken.setattr(reading, "release", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            read_received(actor=WORKER, at=at)
    assert Document.objects.count() == 0
    assert outcomes(planner, batch_id) == ["waiting"]
    assert read_received(actor=WORKER, at=at)
    assert outcomes(planner, batch_id) == ["registered"]


def test_a_worker_that_died_is_followed_by_another_after_a_while(hand_in, planner: Actor, at: datetime):
    batch_id = hand_in(PLAN)
    ReceivedFile.objects.update(state="reading", taken_at=at, attempts=1)
    assert read_received(actor=WORKER, at=at + LEASE) is None
    assert read_received(actor=WORKER, at=at + LEASE + timedelta(seconds=1))
    assert outcomes(planner, batch_id) == ["registered"]


def test_a_file_that_breaks_the_reader_is_given_up_and_others_go_on(
    hand_in, planner: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
):
    batch_id = hand_in(b"broken " * 50, DIRECTIVE)
    real = reading.read_paper

    def fail_on_first(data: bytes, name: str):
        if data.startswith(b"broken"):
            raise RuntimeError("a bug")
        return real(data, name)

    monkeypatch.setattr(reading, "read_paper", fail_on_first)
    for _ in range(MOST_ATTEMPTS + 2):
        read_received_files(at)
    assert outcomes(planner, batch_id) == ["refused", "registered"]
    assert "quản trị" in receiving.batch(planner, batch_id).files[0].remedy


def test_quick_files_go_before_scans(hand_in, planner: Actor, at: datetime):
    batch_id = hand_in(b"\xff\xd8\xff" + bytes(500), PLAN)
    assert [file.is_slow for file in receiving.batch(planner, batch_id).files] == [True, False]
    read_received(actor=WORKER, at=at)
    assert outcomes(planner, batch_id) == ["waiting", "registered"]


def test_arrivals_are_numbered_on_from_the_book(hand_in, planner: Actor, at: datetime):
    day = date(2026, 11, 21)
    register_document(data=DIRECTIVE, name="ct.txt", arrival_number="41", arrived_on=day, actor=planner, at=at)
    hand_in(PLAN, SECRET, papers.SCRIPT.encode(), arrived_on=day, numbered=True)
    read_received_files(at)
    numbers = {row.number: row.arrival_number for row in documents.documents(planner).rows}
    assert numbers == {"05/CT-UBND": "41", "18/KH-UBND": "42", "19/KH-UBND": "43"}
    assert receiving.free_arrival_number(planner, 2026) == "44"
    assert receiving.free_arrival_number(planner, 2027) == "1"


def test_an_arrival_number_is_given_once_a_year(planner: Actor, at: datetime):
    day = date(2026, 11, 21)
    register_document(data=DIRECTIVE, name="ct.txt", arrival_number="7", arrived_on=day, actor=planner, at=at)
    with pytest.raises(ArrivalNumberTaken, match="Số tiếp theo của sổ là 8"):
        register_document(data=PLAN, name="kh.txt", arrival_number="7", arrived_on=day, actor=planner, at=at)
    assert register_document(
        data=PLAN, name="kh.txt", arrival_number="7", arrived_on=date(2025, 12, 1), actor=planner, at=at
    )


@pytest.mark.parametrize(
    ("given", "place"),
    [
        (("in", "45a", date(2026, 1, 5)), (2026, 45)),
        (("in", "A/7", date(2026, 1, 5)), (2026, 0)),
        (("in", "9" * 32, date(2026, 1, 5)), (2026, 2_000_000_000)),
        (("in", "", date(2026, 1, 5)), (None, None)),
        (("in", "45", None), (None, None)),
        (("out", "45", date(2026, 1, 5)), (None, None)),
    ],
)
def test_the_place_in_the_book(given, place):
    assert place_in_book(*given) == place


def test_no_file_or_too_many_are_refused_whole(hand_in):
    for contents in ((), (b"x",) * 101):
        with pytest.raises(WrongNumberOfFiles):
            hand_in(*contents)
    assert ReceivedFile.objects.count() == 0


def test_numbers_need_a_day_of_arrival(hand_in):
    with pytest.raises(Refusal, match="ngày đến"):
        hand_in(PLAN, numbered=True)


@pytest.mark.parametrize("username", ["health-reporter", "chairman", "admin"])
def test_only_who_registers_hands_in_and_follows(username: str, actor, hand_in, at: datetime):
    stranger, batch_id = actor(username), hand_in(PLAN)
    with pytest.raises(NotAllowed):
        receive_files(uploads=[(PLAN, "kh.txt")], actor=stranger, at=at)
    with pytest.raises(NotAllowed):
        read_received(actor=stranger, at=at)
    with pytest.raises(NotFound):
        receiving.batch(stranger, batch_id)
    assert receiving.batches(stranger) == ()


def test_what_a_crash_left_is_cleared_and_what_waits_is_not(hand_in, planner: Actor, at: datetime, settings):
    batch_id = hand_in(PLAN)
    stray = Path(settings.UPLOAD_DIR) / "waiting" / "0123"
    stray.write_bytes(b"left by a crash")
    assert release_forgotten_files(at - timedelta(days=3650)) == 0
    assert release_forgotten_files(datetime.fromtimestamp(stray.stat().st_mtime, at.tzinfo) + timedelta(hours=1)) >= 1
    assert not stray.exists()
    read_received_files(at)
    assert outcomes(planner, batch_id) == ["registered"]


def test_queries_of_a_batch_do_not_grow_with_it(hand_in, planner: Actor, at: datetime, django_assert_num_queries):
    batch_id = hand_in(PLAN, DIRECTIVE, *(b"text %d" % number for number in range(20)))
    read_received_files(at)
    with django_assert_num_queries(2):
        receiving.batch(planner, batch_id)
    with django_assert_num_queries(1):
        receiving.batches(planner)


def send(client: Client, *texts: str, **said: str):
    files = [upload(text, f"tep-{number}.txt") for number, text in enumerate(texts, 1)]
    address = reverse("documents.register_document")
    return client.post(address, {"direction": "in", "arrived_on": "21/11/2026", "file": files, **said})


def test_many_files_lead_to_the_page_of_their_batch(visit: Callable[..., Client], planner: Actor, at: datetime):
    client = visit("planner")
    answer = send(client, papers.PLAN, papers.SECRET, "")
    page = client.get(answer["Location"])
    assert "Còn 2 trong 3 tệp đang đọc" in page.text
    assert page["Refresh"]
    assert "tep-2.txt" in page.text
    read_received_files(at)
    page = client.get(answer["Location"])
    assert "Đã đọc xong 3 tệp" in page.text
    assert "Refresh" not in page
    assert "tep-2.txt" not in page.text
    assert "không lưu lại tên tệp" in page.text
    assert reverse("documents.read", args=[documents.documents(planner).rows[0].id]) in page.text
    assert "2 tệp không nhận" in client.get(reverse("documents.register_document")).text


def test_one_arrival_number_for_many_files_is_refused(visit: Callable[..., Client]):
    answer = send(visit("planner"), papers.PLAN, papers.DIRECTIVE, arrival_number="5")
    assert answer.status_code == 422
    assert "Nhiều tệp không thể cùng một số đến" in answer.text


def test_one_small_file_takes_the_next_number_at_once(visit: Callable[..., Client], planner: Actor):
    answer = send(visit("planner"), papers.PLAN, numbered="on")
    (row,) = documents.documents(planner).rows
    assert answer["Location"] == reverse("documents.read", args=[row.id])
    assert row.arrival_number == "1"


def test_a_batch_that_nobody_reads_says_whom_to_ask(visit, hand_in, monkeypatch, at: datetime):
    batch_id = hand_in(PLAN)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + timedelta(minutes=5))
    assert "pcmt jobs" in visit("planner").get(reverse("documents.batch", args=[batch_id])).text
