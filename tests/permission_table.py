"""The table of who gets through which door: `tests/permissions.csv`, a row for each route and method.

A new row is read by a person before it is kept: the table says what should be, not what is. The test
that misses it says what the site answers now.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import resolve

from accounts.access import PUBLIC
from guideline.models import Conflict, Guideline
from hearing.intake.letters import mail_token
from tests.factories import (
    guideline_at,
    make_correction,
    make_member,
    make_proposal,
    make_proxy,
    make_record,
    make_redaction,
    make_theme,
    make_user,
    person_in,
)
from tests.test_every_page import Site
from tests.test_every_url import OURS, Address

TABLE = Path(__file__).with_name("permissions.csv")
# Whoever may not, and how they are told; everything else is `yes`.
REFUSALS = {401: "401", 403: "403", 404: "404", 405: "405"}
YES, SIGN_IN = "yes", "sign in"
# Who tries: nobody; the chair of another guideline; every role; a member who may only discuss the
# question, and one who has to leave the room for it.
PEOPLE = (
    "visitor",
    "chair elsewhere",
    "observer",
    "commentator",
    "member",
    "discusses",
    "leaves",
    "methodologist",
    "secretariat",
    "chair",
)
# Files that exist in some kinds only; figures are drawn as SVG.
ENDINGS = {
    "profile.": "json",
    "votes.": "csv",
    "answers.": "csv",
    "template.": "csv",
    "comments.": "csv",
}
ACTIONS = {"discusses": "discuss-only", "leaves": "leave-room"}

Door = tuple[str, str]


def doors() -> dict[Door, Address]:
    """Every route of ours with each of its methods, by the route's name and the method."""
    return {
        (address.name, method): address
        for address in OURS
        for method in _methods(address)
        if method != "HEAD"
    }


def _methods(address: Address) -> tuple[str, ...]:
    if address.rest is None:
        return address.methods
    handlers = ("get", "post", "put", "patch", "delete")
    return tuple(each.upper() for each in handlers if hasattr(address.rest, each))


class Doors:
    """A lively guideline, somebody in each place, and what each of them meets at a door."""

    def __init__(self) -> None:
        self.site = Site()
        guideline = self.site.guideline
        self.record = make_record(question=self.site.question)
        make_correction(round=self.site.round)
        self.proxy = self._proxy()
        comment = self.site.hearing.comments.get()
        self.redaction = make_redaction(comment=comment)
        self.theme = make_theme(hearing=comment.hearing)
        self.proposal = make_proposal(comment=comment, asked_at=comment.received_at)
        self.people = {"visitor": None, "chair elsewhere": self._elsewhere()}
        for role in PEOPLE[2:]:
            if role in ACTIONS:
                self.people[role] = self._recused(ACTIONS[role])
            else:
                self.people[role] = person_in(guideline, role)
        self.paths: dict[str, str] = {}
        self.clients = {who: Client(raise_request_exception=False) for who in PEOPLE}
        for who, person in self.people.items():
            if person:
                self.clients[who].force_login(person)

    def _elsewhere(self):
        return person_in(guideline_at("scope", title="Elsewhere"), "chair")

    def _proxy(self):
        """The member asks the chair to vote for them."""
        lines = {each.member.role: each for each in self.site.round.voters.order_by("-pk")}
        return make_proxy(giver=lines["member"], holder=lines["chair"])

    def _recused(self, action: str):
        user = make_user()
        place = make_member(guideline=self.site.guideline, user=user)
        self.conflict = Conflict.objects.create(
            member=place, question=self.site.question, interest="Shares", action=action
        )
        return user

    def path(self, address: Address) -> str:
        """Where the door is, with what it is about in each place."""
        if address.route not in self.paths:
            found: list[str] = []
            for segment in address.route.strip("/").split("/"):
                found.append(self._known(segment, found))
            end = "/" if address.route.endswith("/") else ""
            self.paths[address.route] = "/" + "/".join(found) + (end if found[0] else "")
        return self.paths[address.route]

    def _known(self, segment: str, before: list[str]) -> str:
        """What stands in this place: told by the noun before it."""
        if "<" not in segment:
            return segment
        if not segment.startswith("<"):  # `profile.<ending>`
            name = segment.partition("<")[0]
            return name + ENDINGS.get(name, "svg")
        nouns = [each for each in before if each not in {"api", "v1"}]
        return self._acted_on().get((nouns[-1], segment)) or self.site._after(nouns)

    def _acted_on(self) -> dict[tuple[str, str], str]:
        """What no page is read about, only something done to."""
        return {
            ("sign-in", "<str:username>"): "chair",
            ("recommendations", "<str:address>"): (
                f"{self.site.guideline.slug}:{self.site.recommendation.ref}"
            ),
            ("conflicts", "<int:pk>"): str(self.conflict.pk),
            ("importance", "<int:number>"): "1",
            ("versions", "<int:number>"): "1",
            ("corrections", "<int:number>"): "1",
            ("hearings", "<str:address>"): str(self.site.hearing.pk),
            ("confirm", "<str:token>"): mail_token(self.site.hearing.comments.get()),
            ("not-mine", "<str:token>"): mail_token(self.site.hearing.comments.get()),
            ("comments", "<int:number>"): str(self.site.hearing.comments.get().number),
            ("redact", "<int:pk>"): str(self.redaction.pk),
            ("themes", "<int:pk>"): str(self.theme.pk),
            ("groups", "<int:pk>"): str(self.site.group.pk),
            ("answers", "<int:number>"): str(self.proposal.number),
            ("records", "<slug:record>"): self.record.ref,
            ("proxy", "<int:proxy>"): str(self.proxy.pk),
            ("voters", "<slug:place>"): self.proxy.giver.member.ref,
        }

    def knock(self, door: Door, address: Address, who: str) -> str:
        """What the door answers by HTTP; whatever it did is undone."""
        client = self.clients[who]
        cookies = client.cookies.copy()
        with transaction.atomic():
            answer = getattr(client, door[1].lower())(self.path(address))
            transaction.set_rollback(True)
        # A door that gives a session a new key has done that, too.
        client.cookies = cookies
        if answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/"):
            return SIGN_IN
        assert answer.status_code < 500, f"{door} {who}: {answer.status_code}"
        return REFUSALS.get(answer.status_code, YES)

    def look(self, address: Address, row: dict[str, str]) -> Iterator[tuple[str, str]]:
        """What a page's door says to everybody before its view begins, which may refuse on its own."""
        view = address.view
        if address.name == "demo_sign_in":  # nothing is behind it but in a demo
            return
        keywords = resolve(self.path(address)).kwargs
        for who, person in self.people.items():
            if person is None:
                yield who, row[who] if PUBLIC in address.declared else SIGN_IN
                continue
            try:
                view.admit(person, view.find(person, **keywords) if view.find else None)
            except PermissionDenied:
                yield who, "403"
            except Http404:
                yield who, "404"
            else:
                yield who, row[who]

    def go_to(self, stage: str) -> None:
        """Let every guideline stand at this stage."""
        Guideline.objects.update(stage=stage)
        for person in filter(None, self.people.values()):
            person.__dict__.pop("_places", None)


def kept() -> dict[Door, dict[str, str]]:
    """The table as it is kept, by route and method."""
    with TABLE.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {(row["route"], row["method"]): {who: row[who] for who in PEOPLE} for row in rows}


def missing(site: Doors) -> list[list[str]]:
    """The rows that the table lacks, as the site answers now."""
    known = kept()
    return [
        [*door, *(site.knock(door, address, who) for who in PEOPLE)]
        for door, address in doors().items()
        if door not in known
    ]
