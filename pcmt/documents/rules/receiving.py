"""Limits of what is handed in at once, and what a person is told of each file."""

from datetime import timedelta

MOST_FILES = 100
"""Files of one batch; the web server takes no more in one request either."""

LEASE = timedelta(minutes=10)
"""How long a file may be in reading before another worker takes it up: the first one must have died."""

MOST_ATTEMPTS = 3
"""How often a file is begun; one that ends the worker every time must not keep the others waiting for ever."""

STAMPED_MESSAGE = "Tệp có dấu độ mật: không nhận, không lưu lại tên tệp, nội dung và trích yếu."
STAMPED_REMEDY = "Quản lý theo chế độ tài liệu mật; nếu cần nhắc hạn, ghi thời hạn “theo sổ mật”."
BROKEN_MESSAGE = "Hệ thống gặp lỗi khi đọc tệp này, đã thử nhiều lần."
BROKEN_REMEDY = "Mở tệp trên máy, lưu lại dạng DOCX hoặc PDF rồi tải lên; nếu vẫn lỗi, báo quản trị."
EMPTY_MESSAGE = "Tệp rỗng, không có nội dung."
EMPTY_REMEDY = "Mở tệp trên máy để kiểm tra rồi tải lên lại."
