"""Files that an office is handed now and then and that the system must refuse, made as small as they can be."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

SECRET_LETTER = """ỦY BAN NHÂN DÂN
TỈNH HOA MAI
MẬT
Số: 06/CT-UBND
Hoa Mai, ngày 10 tháng 01 năm 2026
CHỈ THỊ
Về một việc không được đưa vào hệ thống này
Công an tỉnh mở đợt cao điểm, hoàn thành trước ngày 31/3/2026.
"""


def empty() -> SimpleUploadedFile:
    return SimpleUploadedFile("van-ban.docx", b"")


def archive() -> SimpleUploadedFile:
    """A ZIP with letters in it."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive_:
        archive_.writestr("cong-van-1.txt", "Công văn thứ nhất")
        archive_.writestr("cong-van-2.txt", "Công văn thứ hai")
    return SimpleUploadedFile("cong-van.zip", packed.getvalue())


def picture_named_docx() -> SimpleUploadedFile:
    """A PNG photograph whose name says that it is a Word document."""
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    return SimpleUploadedFile("ke-hoach.docx", header + bytes(400))


def locked_pdf() -> SimpleUploadedFile:
    """A PDF that asks for a password: its key is that of a password nobody was told (PDF 1.4, standard security)."""
    key = hashlib.sha256(b"khong ai biet").digest()
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<" + key.hex().encode() + b">/U<" + key[::-1].hex().encode() + b">>>"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        lock,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00112233><00112233>]>>\nstartxref\n%d\n%%%%EOF"
    data += b"xref\n0 5\n0000000000 65535 f \n" + table + trailer % len(data)
    return SimpleUploadedFile("ke-hoach-mat-khau.pdf", data)


def secret_letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("chi-thi.txt", SECRET_LETTER.encode())


class LongUpload:
    """The body of a form with one file of many bytes, sent as it is asked for and never held whole."""

    def __init__(self, token: str, size: int, boundary: str = "ranh-gioi") -> None:
        self.content_type = f"multipart/form-data; boundary={boundary}"
        head = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("csrfmiddlewaretoken", token), ("direction", "in"), ("arrival_number", "45"))
        )
        head += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="to.pdf"\r\n'
        head += "Content-Type: application/pdf\r\n\r\n%PDF-1.4\n"
        self.head, self.size, self.tail = head.encode(), size, f"\r\n--{boundary}--\r\n".encode()
        self.length = len(self.head) + size + len(self.tail)
        self.place = 0

    def read(self, count: int = -1) -> bytes:
        """The next bytes of the body."""
        end = self.length if count < 0 else min(self.length, self.place + count)
        parts, ends = [], (len(self.head), len(self.head) + self.size, self.length)
        if self.place < ends[0]:
            parts.append(self.head[self.place : end])
        if (zeros := min(end, ends[1]) - max(self.place, ends[0])) > 0:
            parts.append(bytes(zeros))
        if end > ends[1]:
            parts.append(self.tail[max(self.place - ends[1], 0) : end - ends[1]])
        self.place = end
        return b"".join(parts)

    def readline(self) -> bytes:
        """A server's input has it; a form is never read by lines."""
        raise NotImplementedError
