"""Every address of the site declares who may use it, and keeps its word."""

import re
from dataclasses import dataclass

import pytest
import rules
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.access import PUBLIC, SIGNED_IN, DeniedUnlessDeclared
from config.urls import urlpatterns

# Open to everybody, each for a reason. A new public page belongs here, with its own.
PUBLIC_PAGES = {
    "home": "readers without an account find the published guidelines there",
    "health": "a load balancer has no account",
    "demo_sign_in": "404 unless the site is a demo",
    "sign_in_link": "the token in the address is the key; reading it does nothing",
    "sign_in_press": "the token in the address is the key",
    "sign_in_again": "answers the same whether the token is known or not",
    "roles": "says what each role may do; a help page",
    "published_list": "what is published is public",
    "published_latest": "what is published is public",
    "published": "what is published is public",
    "hearing": "a public hearing: the draft as laid open",
    "hearing_answers": "what became of the comments is public once it is published",
    "hearing_answers_file": "the same table, as a file",
    "comment_data": "the receipt in the address is the key",
    "hearing_pdf": "a public hearing: the draft as laid open",
    "comment_form": "commenting in a public hearing needs no account",
    "comment_save": "commenting in a public hearing needs no account",
    "guest_enter": "the token in the address is the key",
    "saved_comment": "the receipt in the address is the key",
    "saved_comment_delete": "the receipt in the address is the key",
    "comment_make": "commenting in a public hearing needs no account",
    "comment": "the receipt in the address is the key",
    "comment_receipt": "the receipt in the address is the key",
    "comment_edit": "the receipt in the address is the key",
    "comment_confirm": "the signed token in the address is the key; reading it does nothing",
    "comment_disown": "the signed token in the address is the key; reading it does nothing",
    "comment_file_add": "the receipt in the address is the key",
    "comment_file_remove": "the receipt in the address is the key",
    "comment_own_file": "the receipt in the address is the key",
    "comment_withdraw": "the receipt in the address is the key",
}
# Views of other packages, which cannot carry our declaration.
FOREIGN = {
    "allauth.": "asks for sign-in itself; self-registration is closed by the adapter",
    "drf_spectacular.": "the description of the REST interface holds no data",
}
VALUES = {
    "int": "1",
    "slug": "x",
    "str": "x",
    "path": "x",
    "uuid": "00000000-0000-0000-0000-000000000000",
}


@dataclass(frozen=True)
class Address:
    """One URL pattern with what its view declares."""

    route: str
    name: str
    view: object

    @property
    def path(self) -> str:
        """The route with a value of the right kind in each place."""
        return re.sub(r"<(?:(\w+):)?\w+>", lambda place: VALUES[place[1] or "str"], self.route)

    @property
    def rest(self):
        return getattr(self.view, "cls", None)

    @property
    def declared(self) -> set[str]:
        """The permissions that it asks for, by whatever method."""
        found = getattr(self.rest or self.view, "permission", None)
        return set(found.values()) if isinstance(found, dict) else {found} - {None}

    @property
    def methods(self) -> tuple[str, ...]:
        return getattr(self.view, "methods", ())

    @property
    def is_foreign(self) -> bool:
        return self.view.__module__.startswith(tuple(FOREIGN))


def addresses(patterns=urlpatterns, prefix: str = "/") -> list[Address]:
    """Every pattern of the site, those of included lists as well."""
    found = []
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found.append(Address(route, entry.name or "", entry.callback))
        else:
            found += addresses(entry.url_patterns, route)
    return found


OURS = [address for address in addresses() if not address.is_foreign]
PAGES = [address for address in OURS if address.rest is None]
NOT_PUBLIC = [address for address in OURS if PUBLIC not in address.declared]
REST = [address for address in OURS if address.rest is not None]
VERBS = [address for address in PAGES if "GET" not in address.methods]
CHANGING = [address for address in PAGES if "POST" in address.methods]


def each(chosen: list[Address]):
    return pytest.mark.parametrize("address", chosen, ids=lambda a: a.name or a.path)


def test_addresses_are_all_found():
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert len(PAGES) > 10
    assert named <= {address.name for address in addresses()}


@each(OURS)
def test_view_declares_a_permission_that_exists(address):
    assert address.declared, f"{address.path} declares no permission (accounts.access)"
    unknown = {
        permission
        for permission in address.declared - {PUBLIC, SIGNED_IN}
        if not rules.perm_exists(permission)
    }
    assert unknown == set()


@each(REST)
def test_rest_view_is_denied_unless_declared(address):
    assert DeniedUnlessDeclared in address.rest.permission_classes


def test_public_pages_are_those_that_have_a_reason():
    public = {address.name for address in PAGES if PUBLIC in address.declared}

    assert public - set(PUBLIC_PAGES) == set()


@pytest.mark.django_db
@each(NOT_PUBLIC)
def test_nobody_gets_in_without_an_account(address):
    answer = Client().get(address.path)

    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/account/login/?next=")
    else:
        assert answer.status_code in {401, 403, 404, 405}


@pytest.mark.django_db
@each(VERBS)
def test_verb_refuses_to_be_read(address):
    """Following a link, prefetching or crawling must never do anything."""
    answer = Client().get(address.path)

    assert address.methods == ("POST",)
    assert answer.status_code == (302 if address.view.read_at else 405)


@pytest.mark.django_db
@each(CHANGING)
def test_page_that_changes_something_asks_for_the_token(address):
    """A form on somebody else's site must not be able to post here."""
    answer = Client(enforce_csrf_checks=True).post(address.path)

    assert answer.status_code == 403


@pytest.mark.django_db
def test_nobody_registers_without_an_invitation():
    answer = Client().post("/account/signup/", {"email": "somebody@example.org"})

    assert "account/signup_closed.html" in [template.name for template in answer.templates]
