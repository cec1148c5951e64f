"""Where a traced thing itself stands, on pages that other packages bring."""

from pcmt.trace.queries import TraceNode
from pcmt.web.navigation import address


def origin(node: TraceNode) -> str:
    """This will give the page where the thing itself stands; empty where there is none."""
    rest = node.reference.partition(":")[2]
    number, _, place = rest.partition("#")
    match node.kind:
        case "value":
            code, area, period = rest.split("/")
            page = address("indicators.show", code)
            return f"{page}?dia-ban={area}&ky={period}" if page else ""
        case "provision":
            page = address("documents.read", number)
            return f"{page}#p-{place}" if page else ""
        case "target" | "task":
            return address(f"plans.{node.kind}", number)
        case "area_event":
            return address("areas.event", number)
        case "report":
            return address("publications.show", number)
        case "cell" | "duty" | "words":
            submission = dict(node.facts).get("Báo cáo", "").partition(":")[2]
            return address("reporting.submission", submission) if submission else ""
    return ""
