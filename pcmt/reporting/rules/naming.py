"""What a report is called: by its period, or, where it was asked on occasion, by what was asked."""

from pcmt.kernel.period import Period


def report_name(form_label: str, period: Period) -> str:
    """This will name a report where it stands alone, as in a list: `Tháng 11/2026`, `Kiểm tra quán bar`."""
    return form_label if period.free else period.label


def report_name_inside(form_label: str, period: Period) -> str:
    """This will name a report inside a sentence, after the word `báo cáo`: `tháng 11/2026`, `“Kiểm tra quán bar”`."""
    return f"“{form_label}”" if period.free else period.name_inside


def report_called(form_label: str, period: Period) -> str:
    """This will name a report in full, with its form: `Báo cáo tháng, tháng 11/2026`, or what was asked on occasion."""
    return form_label if period.free else f"{form_label}, {period.name_inside}"


def report_name_beside(form_label: str, period: Period) -> str:
    """This will say of a report what its name leaves out: the form, or the days that were asked for."""
    return period.label if period.free else form_label
