"""Addresses of the pages. Each package of pages brings its own table; names equal the actions they serve."""

from django.urls import URLPattern, URLResolver, include, path

from pcmt.web.offline import offline, worker
from pcmt.web.showcase import components
from pcmt.web.theme import choose_theme
from pcmt.web.views import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("he-thong/giao-dien", choose_theme, name="theme"),
    path("he-thong/thanh-phan/", components, name="components"),
    path("ngoai-tuyen/", offline, name="offline"),
    path("ngoai-tuyen.js", worker, name="offline_worker"),
    path("", include("pcmt.web.reporting.away_urls")),
    path("", include("pcmt.web.desk.urls")),
    # What is opened most stands first: an address is looked for from table to table.
    path("", include("pcmt.web.reporting.urls")),
    path("", include("pcmt.web.search.urls")),
    path("", include("pcmt.web.administration.urls")),
    path("", include("pcmt.web.accounts.urls")),
    path("", include("pcmt.web.areas.urls")),
    path("", include("pcmt.web.agencies.urls")),
    path("", include("pcmt.web.leading.urls")),
    path("", include("pcmt.web.indicators.urls")),
    path("", include("pcmt.web.public.urls")),
    path("", include("pcmt.web.classification.urls")),
    path("", include("pcmt.web.trace.urls")),
    path("", include("pcmt.web.documents.urls")),
    path("", include("pcmt.web.committee.urls")),
    path("", include("pcmt.web.plans.urls")),
    path("", include("pcmt.web.building.urls")),
    path("", include("pcmt.web.publications.urls")),
    path("", include("pcmt.web.notices.urls")),
]
