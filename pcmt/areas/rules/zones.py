"""Kinds of zones that group areas by a decision."""

ZONE_KINDS = {
    "border": "Khu vực biên giới",
    "route": "Tuyến trọng điểm",
    "zone": "Khu vực khác",
}
