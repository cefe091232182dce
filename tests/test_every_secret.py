"""What waits behind a blind changes no answer of the site: what a blind rating says, an open
survey's scores, an open poll's answers.

Everything is read, the secrets are exchanged for others in the database, and everything is read again:
whoever may not know them gets the same bytes.
"""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from accounts.models import Allowance
from evidence.models import Judgement, Rating, RememberedProfile
from guideline.actions.importance_surveys import answer_survey, open_survey
from guideline.models import ImportanceAnswer
from tests.evidence.two_raters import (
    FIRST,
    SECOND,
    methodologist_named,
    rate,
    reconcile,
    two_raters,
)
from tests.factories import (
    guideline_at,
    make_body,
    make_member,
    make_outcome,
    make_user,
    person_in,
)
from tests.test_every_url import OURS
from voting.actions.polls import answer_poll, open_poll
from voting.models import PollAnswer

READERS = ("third", "chair")
# What an answer says of whoever asks and when, and of no guideline.
OF_THE_REQUEST = re.compile(
    rb'(?:csrfmiddlewaretoken" value|nonce)="[^"]*"|It was walked from its beginning on [^<]*'
    rb'|name="closes_at"[^>]*'
)
STATES = ("one-of-two", "to-reconcile", "rated-again")
FILES = ("docx", "csv", "json", "zip")
QUERIES = {
    "certainty_rate": ["?part=sensitivity", "?body={body}"],
    "certainty_reconcile": ["?part=sensitivity"],
    "evidence_compare": ["?show=all", "?from=moment-1&to=now"],
    "evidence_history": ["?check=1"],
    "audit_log": ["?check=1"],
    "api_figure": ["?format=svg", "?format=api"],
    "api_outcome": ["?format=json", "?format=api"],
}


class Site:
    """A guideline with two raters at work, and a survey that a member has answered."""

    def __init__(self) -> None:
        self.guideline = guideline_at("deliberation", slug="livers", title="Livers")
        self.question = self.guideline.questions.get()
        self.people = {
            "chair": self._seat("chair-2", "chair"),
            "observer": self._seat("observer", "observer"),
        }
        raters = two_raters(self.guideline)
        self.people["third"] = methodologist_named(self.guideline, "third", 3)
        self.question.outcomes.get().bodies.get().ratings.all().delete()
        self.outcomes = [self.question.outcomes.get()]
        for ref in ("second", "third"):
            self.outcomes.append(make_outcome(question=self.question, ref=ref, name=ref))
            make_body(outcome=self.outcomes[-1])
        survey = open_survey(by=self.people["chair"], question=self.question, phase="after")
        scores = {(outcome.ref, ""): 9 for outcome in self.outcomes}
        answer_survey(by=person_in(self.guideline, "member"), survey=survey, scores=scores)
        poll = open_poll(by=self.people["chair"], question=self.question)
        answers = {"equity": ("reduced", "A secret said in a poll.")}
        answer_poll(by=person_in(self.guideline, "member"), poll=poll, answers=answers)
        for state, outcome in zip(STATES, self.outcomes, strict=True):
            self._work(state, type(outcome).objects.get(pk=outcome.pk), *raters)

    def _seat(self, ref: str, role: str):
        user = make_user(f"{ref}-who-reads")
        make_member(guideline=self.guideline, ref=ref, role=role, user=user)
        return user

    def _work(self, state: str, outcome, first, second) -> None:
        rate(first, outcome, FIRST)
        if state != "one-of-two":
            rate(second, outcome, SECOND)
        if state == "rated-again":
            reconcile(first, outcome)
            rate(first, outcome, FIRST)

    def exchange_the_secrets(self) -> None:
        """Other designs, levels, reasons and scores; nothing that the record or a log tells of."""
        blind = Rating.individual.filter(settled=False)
        assert blind.update(design="cohort") == 4
        rows = Judgement.objects.filter(rating__in=list(blind.values_list("pk", flat=True)))
        rows.filter(domain="imprecision").update(
            levels=3, because="Another secret.", proposed={"rule": "made-up", "levels": 3}
        )
        rows.filter(domain="inconsistency").update(levels=1, because="One more secret.")
        assert ImportanceAnswer.objects.update(score=2) == 3
        assert PollAnswer.objects.update(answer="increased", comment="Another secret.") == 1
        # What is remembered must not cover up what would be built now.
        RememberedProfile.objects.all().delete()
        cache.clear()

    def addresses(self) -> list[str]:
        """Every address that answers a GET, with what it is about in each place."""
        return list(dict.fromkeys(one for each in self.outcomes for one in self._about(each)))

    def _about(self, outcome) -> list[str]:
        body = outcome.bodies.get()
        recommendation = self.question.recommendations.get()
        places = {
            "guidelines": self.guideline.slug,
            "questions": self.question.ref,
            "outcomes": outcome.ref,
            "profile": outcome.ref,
            "bodies": str(body.pk),
            "recommendations": recommendation.ref,
            "panel": "chair-2",
            "rounds": str(recommendation.rounds.get().pk),
            "checks": "search-is-old",
        }
        found = []
        for address in OURS:
            if address.rest is None and "GET" not in address.methods:
                continue
            path = re.sub(
                r"(\w+)/<[^>]+>", lambda at: f"{at[1]}/{places.get(at[1], '1')}", address.route
            )
            endings = FILES if "profile.<" in path else ("svg",)
            for each in [re.sub(r"\.<[^>]+>", f".{ending}", path) for ending in endings]:
                found += [each + query.format(body=body.pk) for query in self._queries(address)]
        return found

    def _queries(self, address) -> list[str]:
        return ["", *QUERIES.get(address.name, [])]

    def answers(self, name: str) -> dict[str, tuple[int, object]]:
        """Status and content of every address as one person gets it."""
        # Receipts looked up in vain are counted from one reading to the next.
        Allowance.objects.all().delete()
        client = Client()
        if name:
            client.force_login(self.people[name])
        said: dict = {}
        for address in self.addresses():
            # The files are the same for all who may have them.
            if "profile." in address and name != "third":
                continue
            answer = client.get(address)
            said[address] = (answer.status_code, _plain(answer.content))
        for address in [each for each in said if "/api/" in each]:
            said[f"OPTIONS {address}"] = client.options(address).content
        return said

    def printed(self) -> dict[str, str]:
        """What the commands print that read a guideline."""
        said = {}
        for command in (
            ["derive", "livers", "--json"],
            ["derive", "livers", "--why"],
            ["check_guideline", "livers", "--json"],
        ):
            out = io.StringIO()
            with suppress(SystemExit):  # where the checks find an error
                call_command(*command, stdout=out, stderr=out)
            said[" ".join(command)] = out.getvalue()
        return said


def _plain(content: bytes) -> object:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return OF_THE_REQUEST.sub(b"", content)


@pytest.mark.once
@pytest.mark.slow  # every address twice for everybody
def test_blind_content_changes_no_answer(db):
    site = Site()
    before = {name: site.answers(name) for name in READERS} | {"printed": site.printed()}

    site.exchange_the_secrets()

    after = {name: site.answers(name) for name in READERS} | {"printed": site.printed()}
    told = [
        f"{name}: {address}"
        for name, said in after.items()
        for address in said
        if before[name][address] != said[address]
    ]
    assert told == []
    read = [each for each in before["third"].values() if isinstance(each, tuple) and each[0] == 200]
    assert len(read) > 60
