"""The REST interface as it was promised, sentence by sentence, on guidelines imported a moment ago."""

import json

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from guideline.models import Guideline
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked, open_bundle
from tests.publication.bundle.samples import PROJECT_EXAMPLE, minimal
from tests.voting.test_verify_round import verifier
from voting.ballots.receipts import hashed
from voting.models import Ballot, Round

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def create_token(capsys, slug: str, *places: str) -> list[list[str]]:
    """What `manage.py create_token` prints, a list of words a line."""
    capsys.readouterr()
    call_command("create_token", slug, *places)
    return [line.split(" ") for line in capsys.readouterr().out.splitlines()]


def small(**recommendation) -> Guideline:
    """The smallest bundle with something to vote on: no evidence, nothing judged, nothing declared."""
    data = minimal()
    shares = {"question": "q1", "interest": "Shares", "action": "discuss-only"}
    data["panel"] = [
        {"id": "c", "role": "chair"},
        {"id": "m1", "role": "member"},
        {"id": "m2", "role": "member"},
        {"id": "who-left", "role": "member", "conflicts": [shares]},
        {"id": "o", "role": "observer"},
    ]
    data["questions"][0]["recommendations"] = [
        {"id": "q1r1", "statement": "We suggest A.", **recommendation},
        {"id": "q1r2"},
    ]
    return import_guideline(checked(data)).guideline


class Site:
    """A panel that speaks REST: `site.put("m1", "rounds/1/ballot/", {...})`."""

    def __init__(self, tokens: dict[str, str]) -> None:
        self.clients = {place: _bearer(token) for place, token in tokens.items()}

    def get(self, place: str, path: str):
        return self.clients[place].get(f"/api/v1/{path}")

    def post(self, place: str, path: str, body=None):
        return self.clients[place].post(f"/api/v1/{path}", body, format="json")

    def vote(self, place: str, round: int, choice: str, key: str = "", **body):
        keyed = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        vote = {"choice": choice, "comment": ""} | body
        return self.clients[place].put(
            f"/api/v1/rounds/{round}/ballot/", vote, format="json", **keyed
        )


def _bearer(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


@pytest.fixture
def site(capsys) -> Site:
    small()
    return Site(dict(create_token(capsys, "least")))


# 'manage.py create_token SLUG [PANEL_ID ...] makes accounts for panel places that have none and prints a
# line PANEL_ID TOKEN for each, for all when none is named; header Authorization: Token ...'


def test_tokens_come_a_line_for_each_place_and_open_the_door(capsys):
    guideline = small()

    everyone = create_token(capsys, "least")
    two = create_token(capsys, "least", "m2", "c")

    assert [place for place, _token in everyone] == ["c", "m1", "m2", "who-left", "o"]
    assert two == [line for place in ("m2", "c") for line in everyone if line[0] == place]
    assert guideline.panel.filter(user=None).count() == 0
    address = "/api/v1/guidelines/"
    assert _bearer(two[0][1]).get(address).json()[0]["slug"] == "least"
    refused = [_bearer("wrong").get(address), APIClient().get(address)]
    assert [(each.status_code, each.headers["WWW-Authenticate"]) for each in refused] == [
        (401, "Token")
    ] * 2


# 'POST .../rounds/ with {} takes the guideline's rule, confidential, no closing time, and answers 201 with
# id. It works right after an import; an unsigned profile, a missing EtD or an undeclared interest is a
# warning, shown and kept with the round.'


def test_round_opens_right_after_the_import_of_the_example(capsys):
    guideline = import_guideline(open_bundle(PROJECT_EXAMPLE)).guideline
    [[chair, token]] = create_token(capsys, guideline.slug, "p01")

    answer = Site({chair: token}).post(chair, f"recommendations/{guideline.slug}:q1r1/rounds/", {})

    told, round = answer.json(), Round.objects.get(imported=False)
    assert (answer.status_code, told["id"], told["status"]) == (201, round.pk, "open")
    assert (told["secrecy"], told["closes_at"], told["rule"]) == ("confidential", None, round.rule)
    assert round.rule["strong"] == "7/10"
    codes = {each["code"] for each in round.warnings}
    assert codes >= {"profile-unsigned", "interests-undeclared"}
    assert len(told["warnings"]) == len(codes)


def test_warnings_are_shown_and_kept(site):
    opened = site.post("c", "recommendations/least:q1r1/rounds/", {}).json()

    seen = site.get("m1", f"rounds/{opened['id']}/").json()

    assert opened["warnings"] == seen["warnings"]
    assert opened["warnings"] == [
        "Nobody has signed the evidence of this question.",
        "12 of 12 evidence-to-decision criteria are not judged.",
        "3 of 3 voters have not declared whether they have interests.",
        "Only 3 people may vote.",
    ]


@pytest.mark.parametrize(
    "terms",
    [
        {"secrecy": "named", "rule": "two-thirds", "closes_at": None},
        {"secrecy": "secret", "closes_at": "2999-01-01T12:00:00+09:00"},
        {"rule": None},
    ],
)
def test_body_keys_are_rule_secrecy_and_closes_at(site, terms):
    round = Round.objects.get(
        pk=site.post("c", "recommendations/least:q1r1/rounds/", terms).json()["id"]
    )

    assert round.secrecy == terms.get("secrecy", "confidential")
    assert round.rule["preset"] == (terms.get("rule") or "over-70")
    moment = "2999-01-01T03:00:00+00:00" if terms.get("closes_at") else None
    assert (round.closes_at and round.closes_at.isoformat()) == moment


def test_misspelt_term_opens_no_round_on_other_terms(site):
    refused = site.post("c", "recommendations/least:q1r1/rounds/", {"secrecey": "secret"})

    assert (refused.status_code, refused.headers["Content-Type"]) == (422, PROBLEM)
    assert refused.json()["errors"] == {"secrecey": ["There is no such key."]}
    assert Round.objects.count() == 0


# 'only a missing statement, a round already open or nobody entitled to vote refuse it (409)'


def test_three_things_refuse_a_round_each_with_what_to_do(site):
    first = site.post("c", "recommendations/least:q1r1/rounds/", {}).json()["id"]

    again = site.post("c", "recommendations/least:q1r1/rounds/", {})
    bare = site.post("c", "recommendations/least:q1r2/rounds/", {})

    assert (again.status_code, again.headers["Content-Type"]) == (409, PROBLEM)
    assert again.json() == {
        "title": "Conflict",
        "status": 409,
        "code": "blocked",
        "detail": "Round 1 is still open.",
        "blockers": [{"detail": "Round 1 is still open.", "link": f"/rounds/{first}/"}],
    }
    assert (bare.status_code, bare.json()["detail"]) == (409, "There is no statement to vote on.")


def test_nobody_entitled_refuses_a_round(capsys):
    guideline = small()
    tokens = dict(create_token(capsys, "least"))
    guideline.panel.exclude(ref="c").update(role="observer")
    guideline.panel.get(ref="c").conflicts.create(action="discuss-only", interest="Shares")

    refused = Site(tokens).post("c", "recommendations/least:q1r1/rounds/", {})

    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "Nobody on the panel is entitled to vote on this question.",
    )


# 'A recommendation is addressed by its number or as SLUG:ID of its bundle.'


def test_number_and_id_of_the_bundle_address_the_same_recommendation(site):
    number = Guideline.objects.get(slug="least").recommendations.get(ref="q1r1").pk
    site.post("c", f"recommendations/{number}/rounds/", {})

    assert site.post("c", "recommendations/least:q1r1/rounds/", {}).status_code == 409
    for unknown in ("least:q9r9", "most:q1r1", "0", "q1r1", "least:"):
        assert site.post("c", f"recommendations/{unknown}/rounds/", {}).status_code == 404


# 'PUT .../ballot/ with {"choice", "comment"} and an Idempotency-Key header (the answer holds receipt)'
# 'tally (... 409 while open, as closing a closed round is 200 with the same result), export'
# 'A ballot after the close is 409, of a recused member 403, with an unknown choice 422.'


def test_vote_goes_from_the_first_ballot_to_the_receipt_in_the_record(site):
    round = site.post("c", "recommendations/least:q1r1/rounds/", {}).json()["id"]
    early = [site.get("c", f"rounds/{round}/{what}/") for what in ("tally", "export")]
    cast = {
        place: site.vote(place, round, choice, key="1")
        for place, choice in (("c", "strong-for"), ("m1", "strong-for"), ("m2", "weak-for"))
    }
    repeated = site.vote("m1", round, "strong-for", key="1")
    other = site.vote("m1", round, "weak-for", key="1")
    changed = site.vote("m2", round, "strong-for", key="2", comment="Thought again.")
    recused, watching = (site.vote(who, round, "weak-for", key="1") for who in ("who-left", "o"))
    unknown, missing = site.vote("c", round, "maybe", key="2"), site.vote("c", round, None)

    closed = [site.post("c", f"rounds/{round}/close/") for _twice in range(2)]

    late, still = (
        site.vote("c", round, "abstain", key="3"),
        site.vote("c", round, "strong-for", "1"),
    )
    tally, record = (site.get("m2", f"rounds/{round}/{what}/") for what in ("tally", "export"))
    assert [each.status_code for each in early] == [409, 409]
    assert [each.status_code for each in cast.values()] == [201] * 3
    assert (repeated.status_code, changed.status_code, changed.json()["version"]) == (200, 200, 2)
    assert repeated.json() == cast["m1"].json() | {"repeated": True}
    assert (other.status_code, other.json()["code"]) == (422, "key-taken")
    assert (recused.status_code, watching.status_code) == (403, 403)
    assert "You declared an interest (Shares)" in recused.json()["detail"]
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unusable-ballot")
    assert (missing.status_code, sorted(missing.json()["errors"])) == (422, ["choice"])
    assert [each.status_code for each in closed] == [200, 200]
    assert closed[0].json() == closed[1].json()
    assert (late.status_code, late.json()["code"], Ballot.objects.count()) == (409, "blocked", 4)
    assert "It was not counted." in late.json()["detail"]
    assert (still.status_code, still.json()["receipt"]) == (200, cast["c"].json()["receipt"])
    for refused in (*early, other, recused, watching, unknown, missing, late):
        assert refused.headers["Content-Type"] == PROBLEM
        assert refused.json()["status"] == refused.status_code
        assert refused.json()["detail"]
    assert tally.json() == {
        "outcome": "recommendation",
        "direction": "for",
        "strength": "strong",
        "votes": {"strong-for": 3},
        "base": 3,
        "eligible": 3,
        "sentence": "3 of 3 votes are strong for; more than 70 % needs 3; strong recommendation for.",
    }
    assert closed[0].json()["result"] == tally.json()
    held = {each["receipt_hash"]: each["choice"] for each in record.json()["ballots"]}
    receipts = [each.json()["receipt"] for each in (cast["c"], cast["m1"], changed)]
    assert held == {hashed(each): "strong-for" for each in receipts}


def test_every_member_finds_their_receipt_with_the_verifier(site, tmp_path, capsys):
    round = site.post("c", "recommendations/least:q1r1/rounds/", {"secrecy": "secret"}).json()["id"]
    receipts = {
        place: site.vote(place, round, choice, key="1").json()["receipt"]
        for place, choice in (("c", "neither"), ("m1", "weak-for"), ("m2", "abstain"))
    }
    site.post("c", f"rounds/{round}/close/")
    file = tmp_path / "record.json"
    file.write_bytes(site.get("m1", f"rounds/{round}/export/").content)
    capsys.readouterr()

    ended = [verifier.main([str(file), "--receipt", each]) for each in receipts.values()]

    assert ended == [0, 0, 0]
    said = capsys.readouterr().out
    assert [
        f"counted ballot for {each!r}" in said for each in ("neither", "weak-for", "abstain")
    ] == [True] * 3
    assert json.loads(file.read_text())["tally"]["votes"] == {
        "abstain": 1,
        "neither": 1,
        "weak-for": 1,
    }


# 'Errors are problem details that a client can act on.'


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ('{"choice": "weak-for"', "application/json", 400),
        ("\xff", "application/json", 400),
        ("choice", "text/plain", 415),
        ("[]", "application/json", 422),
        ("null", "application/json", 422),
        ('{"comment": "x"}', "application/json", 422),
        ('{"choice": NaN}', "application/json", 400),
        ('{"choice": 1e999}', "application/json", 422),
        ("[" * 100_000, "application/json", 400),
    ],
)
def test_what_is_no_ballot_is_told_so(site, body, kind, status):
    round = site.post("c", "recommendations/least:q1r1/rounds/", {}).json()["id"]

    answer = site.clients["m1"].put(f"/api/v1/rounds/{round}/ballot/", body, content_type=kind)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["detail"]
    assert Ballot.objects.count() == 0
