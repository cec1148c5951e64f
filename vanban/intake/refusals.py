"""Refusals of files: what is wrong and what to do, in the words of the person at the screen."""

_WORDS: dict[str, tuple[str, str]] = {
    "empty": ("Tệp rỗng, không có nội dung.", "Chọn lại đúng tệp văn bản rồi tải lên."),
    "too-large": (
        "Tệp lớn hơn giới hạn {limit} MB.",
        "Bỏ bớt hình ảnh, hoặc tách phụ lục thành tệp riêng rồi tải lên.",
    ),
    "zip": (
        "Đây là tệp nén (ZIP, RAR…), không phải văn bản.",
        "Giải nén rồi tải lên từng tệp văn bản (DOCX, PDF, hình ảnh quét, HTML hoặc văn bản thuần).",
    ),
    "zip-bomb": (
        "Tệp DOCX có dung lượng sau giải nén lớn bất thường nên không được mở.",
        "Mở tệp gốc bằng Word, lưu lại (Save As) dạng .docx rồi tải lên.",
    ),
    "camera-picture": (
        "Đây là ảnh chụp bằng điện thoại ở dạng HEIC, chưa đọc được.",
        "Lưu ảnh dạng JPEG hoặc PNG, hoặc quét văn bản ra PDF, rồi tải lên.",
    ),
    "picture-large": (
        "Hình ảnh trong tệp lớn bất thường nên không được mở.",
        "Quét lại ở độ phân giải 200–300 dpi, khổ A4, rồi tải lên.",
    ),
    "too-hard": (
        "Tệp được tạo khác thường, việc đọc tốn quá nhiều thời gian hoặc bộ nhớ nên đã dừng.",
        "In tệp ra PDF mới từ phần mềm xem PDF, hoặc tải lên bản DOCX.",
    ),
    "too-many-pages": (
        "Tệp có hơn {limit} trang.",
        "Tách phụ lục thành tệp riêng rồi tải lên.",
    ),
    "no-pages": (
        "Loại tệp này không chia trang để hiển thị hình ảnh.",
        "Chỉ tệp PDF và tệp hình ảnh có hình ảnh từng trang.",
    ),
    "no-page": (
        "Tệp chỉ có {count} trang.",
        "Chọn một trang có trong tệp.",
    ),
    "no-ocr": (
        "Tệp là bản quét (hình ảnh), cần nhận dạng chữ, nhưng máy chủ chưa cài Tesseract với dữ liệu tiếng Việt.",
        "Tải lên bản DOCX hoặc PDF xuất từ Word; hoặc đề nghị quản trị cài gói tesseract-ocr-vie.",
    ),
    "pdf-password": (
        "Tệp PDF đặt mật khẩu nên không đọc được.",
        "Gỡ mật khẩu (in ra PDF mới) hoặc xin bản không đặt mật khẩu rồi tải lên.",
    ),
    "docx-password": (
        "Tệp Word đặt mật khẩu (mã hóa) nên không đọc được.",
        "Gỡ mật khẩu trong Word (Tệp → Thông tin → Bảo vệ tài liệu) rồi lưu và tải lên.",
    ),
    "office-other": (
        "Tệp thuộc bộ Office nhưng không phải văn bản Word.",
        "Tải lên văn bản dạng DOCX hoặc PDF.",
    ),
    "spreadsheet": (
        "Đây là bảng tính Excel, không phải văn bản.",
        "Sao chép bảng vào văn bản Word, hoặc in bảng tính ra PDF, rồi tải lên.",
    ),
    "slides": (
        "Đây là tệp trình chiếu PowerPoint, không phải văn bản.",
        "Tải lên văn bản dạng DOCX hoặc PDF.",
    ),
    "program": (
        "Đây là chương trình máy tính, không phải văn bản; tệp có thể gây hại.",
        "Không mở tệp này; báo cho người phụ trách an toàn thông tin.",
    ),
    "xml-entities": (
        "Tệp chứa khai báo XML không có trong văn bản thường (có thể là tệp tấn công) nên không được mở.",
        "Mở tệp gốc bằng Word, lưu lại (Save As) dạng .docx rồi tải lên.",
    ),
    "no-office": (
        "Tệp thuộc loại cũ ({kind}), cần LibreOffice để đọc, nhưng máy chủ chưa cài.",
        "Mở bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi tải lên; hoặc đề nghị quản trị cài LibreOffice.",
    ),
    "office-failed": (
        "Không chuyển được tệp loại cũ ({kind}) sang dạng đọc được; tệp có thể bị hỏng hoặc đặt mật khẩu.",
        "Mở bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi tải lên.",
    ),
    "corrupt": (
        "Tệp bị hỏng, không mở được.",
        "Mở thử tệp trên máy, lưu lại hoặc xin lại bản gốc rồi tải lên.",
    ),
    "binary": (
        "Không nhận ra loại tệp này là văn bản.",
        "Tải lên DOCX, PDF, hình ảnh quét, HTML hoặc văn bản thuần (UTF-8).",
    ),
    "encoding": (
        "Không nhận ra bảng mã chữ của tệp (không phải Unicode, TCVN3, VNI hay VIQR).",
        "Chuyển văn bản sang Unicode (UTF-8) rồi tải lên.",
    ),
    "akn": (
        "Tệp XML không phải Akoma Ntoso 3.0 hoặc bị hỏng.",
        "Xuất lại tệp từ hệ thống đã tạo ra nó, hoặc tải lên bản DOCX, PDF.",
    ),
    "no-text": (
        "Tệp không có chữ nào đọc được.",
        "Kiểm tra lại tệp; nếu là ảnh chụp, hãy quét lại rõ hơn (200–300 dpi) hoặc tải lên bản Word.",
    ),
}


class IntakeRefused(Exception):
    """A file that is not taken in: `code` for programs, `message_vi` what is wrong, `remedy_vi` what to do."""

    def __init__(self, code: str, **facts: object) -> None:
        message, remedy = _WORDS[code]
        self.code = code
        self.message_vi = message.format(**facts)
        self.remedy_vi = remedy
        super().__init__(f"{self.message_vi} {self.remedy_vi}")
