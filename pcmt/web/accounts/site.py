"""On which site the browser is: a passkey is made for one host, and answers no other."""

import ipaddress

from django.http import HttpRequest

from pcmt.accounts.queries.passkeys import Site

NAME = "PCMT"


def site_of(request: HttpRequest) -> Site:
    """This will tell on which site the browser is; the host is one of ours, or the request would not have come here."""
    return Site(request.get_host().rsplit(":", 1)[0], f"{request.scheme}://{request.get_host()}", NAME)


def passkeys_possible(request: HttpRequest) -> bool:
    """This will tell whether browsers make keys for this address: they do for names over HTTPS, never for numbers."""
    host = site_of(request).host
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False
