"""Why a file cannot be read as a sheet, in the words of the screen."""


class WorkbookRefused(Exception):
    """This will say what is wrong with the file as a whole, and what would help."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


SAVE_AGAIN = "Mở bằng Excel, lưu lại dạng “Excel Workbook (*.xlsx)” rồi tải lên lại."
