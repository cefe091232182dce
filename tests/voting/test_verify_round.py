"""`docs/verify_round.py`: it counts as we count, and names whatever was altered in a record."""

import ast
import copy
import importlib.util
import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.chain import canonical
from tests import factories
from tests.voting.rules.test_tally import ballots as votes_of_any
from tests.voting.rules.test_tally import rules, spare
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.proxies import accept_proxy, name_proxy
from voting.actions.rounds import close_round, open_round
from voting.ballots import receipts
from voting.queries import sight_for
from voting.results.exporting import round_record
from voting.rules.rule import PRESETS, rule_from
from voting.rules.tally import MEANINGS, tally

SCRIPT = Path(__file__).parents[2] / "docs" / "verify_round.py"
SPEC = importlib.util.spec_from_file_location("verify_round", SCRIPT)
verifier = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(verifier)

HOLDS = "Everything that could be checked holds."


# --- Counting -------------------------------------------------------------------------------------


@given(rules, votes_of_any, spare, st.integers(1, 4))
def test_script_decides_as_the_program_does(rule, counts, absent, held):
    eligible = sum(counts.values()) + absent

    outcome, winner, base = verifier.decide(rule.as_data(), counts, eligible, held)

    ours = tally(rule, counts, eligible, held)
    assert (outcome, base) == (ours.outcome, ours.base)
    assert (winner if winner in MEANINGS else None) == (
        ours.winner if ours.winner in MEANINGS else None
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)  # fmt: skip
def test_script_writes_what_is_hashed_as_the_program_does(value):
    assert verifier.canonical({"value": value}) == canonical({"value": value})


def test_script_hashes_ballots_and_receipts_as_the_program_does():
    receipt = receipts.new_receipt()

    assert verifier.receipt_hash(f" {receipt.upper()}\n") == receipts.hashed(receipt)
    assert verifier.commitment(receipt, "weak-for", "é") == receipts.commitment(
        receipt, "weak-for", "é"
    )


def test_script_stands_alone():
    imports = [
        node
        for node in ast.walk(ast.parse(SCRIPT.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0]
        for node in imports
    }

    assert names <= sys.stdlib_module_names


# --- Records ----------------------------------------------------------------------------------------


@pytest.fixture
def panel(guideline, chair, member, methodologist):
    """Five voters: chair, member and three more."""
    more = [factories.make_user(f"more{n}") for n in range(3)]
    for user in more:
        factories.make_member(guideline=guideline, ref=user.username, user=user)
    return [chair, member, *more]


CHOICES = ("weak-for", "weak-for", "weak-for", "weak-for", "strong-against")


@pytest.fixture
def held(recommendation, panel):
    """Holds and closes a round in which everybody votes: `held(secrecy=..., rule=...)`."""

    def hold(choices=CHOICES, **terms):
        chair = panel[0]
        round = open_round(by=chair, recommendation=recommendation, **terms)
        factories.make_event(verb="noted", guideline="elsewhere")
        casts = {}
        for person, choice in zip(panel, choices, strict=False):
            cast_vote(
                by=person, round=round, choice="abstain"
            ) if round.secrecy != "secret" and person == panel[1] else None
            casts[person.username] = cast_vote(
                by=person, round=round, choice=choice, comment=f"Because {choice}."
            )
        factories.make_event(verb="noted", guideline="elsewhere")
        return close_round(by=chair, round=round), {
            who: cast.receipt for who, cast in casts.items()
        }

    return hold


@pytest.fixture
def check(tmp_path):
    """Runs the script on a record: `check(data, "--receipt", r)` gives exit code and sentences."""

    def run(data, *arguments):
        path = tmp_path / "round.json"
        path.write_text(json.dumps(data, ensure_ascii=False))
        said = io.StringIO()
        with redirect_stdout(said):
            code = verifier.main([str(path), *arguments])
        return code, said.getvalue()

    return run


def record(round, user):
    return json.loads(json.dumps(round_record(round, sight_for(user, round))))


def rehash(data):
    """What a careful forger does: every hash of the chain that can be computed is computed anew."""
    previous = data["chain"]["after"]
    for event in data["chain"]["events"]:
        event["previous_hash"] = previous
        if "payload" in event:
            event["hash"] = verifier.link(previous, event["payload"])
        previous = event["hash"]
    data["chain"]["head"]["hash"] = previous


def test_record_with_a_vote_by_proxy_holds(recommendation, panel, check):
    chair, member, *_more = panel
    round = open_round(by=chair, recommendation=recommendation, rule={"proxy": "written"})
    lines = {each.member.user_id: each for each in round.voters.select_related("member")}
    accept_proxy(by=chair, proxy=name_proxy(by=member, round=round, holder=lines[chair.pk]))
    casts = [
        cast_vote(by=chair, round=round, choice="weak-for"),
        cast_vote(by=chair, round=round, choice="weak-for", of=lines[member.pk]),
        cast_vote(by=chair, round=round, choice="weak-against", of=lines[member.pk]),
    ]
    data = record(close_round(by=chair, round=round), chair)

    code, said = check(data)

    assert (code, "2 people voted" in said) == (0, True), said
    assert check(data, "--receipt", casts[2].receipt)[0] == 0
    assert [line["proxy"] for line in data["roll"] if line["proxy"]] == ["chair"]


@pytest.mark.parametrize("secrecy", ["named", "confidential", "secret"])
@pytest.mark.parametrize("preset", PRESETS)
def test_record_of_every_preset_and_secrecy_holds_for_everybody(
    held, check, panel, methodologist, preset, secrecy
):
    round, receipt_of = held(rule=preset, secrecy=secrecy)

    for viewer in (panel[0], panel[1], methodologist):
        data = record(round, viewer)
        code, said = check(data)
        assert (code, HOLDS in said, "FAILS" in said) == (0, True, False), said
        names = [each.get("member") for each in data["ballots"]]
        sees_names = secrecy == "named" or (secrecy == "confidential" and viewer != panel[1])
        assert all(names) is sees_names
        for who, receipt in receipt_of.items():
            code, said = check(data, "--receipt", receipt)
            choice = CHOICES[[person.username for person in panel].index(who)]
            assert (code, f"a counted ballot for '{choice}'" in said) == (0, True), said
    assert check(data, "--receipt", "0" * 32)[0] == 1


@pytest.mark.parametrize("secrecy", ["confidential", "secret"])
def test_nothing_in_a_members_record_links_ballots_to_people(held, panel, secrecy):
    round, receipt_of = held(secrecy=secrecy)

    data = record(round, panel[1])

    text = json.dumps(data)
    assert {receipt in text for receipt in receipt_of.values()} == {False}
    keys = {key for ballot in data["ballots"] for key in ballot}
    assert keys == {"receipt_hash", "choice"} | (
        {"comment"} if secrecy == "confidential" else set()
    )
    hashes = [ballot["receipt_hash"] for ballot in data["ballots"]]
    assert hashes == sorted(hashes)
    # What the chain tells of a ballot cannot be computed from anything in the file.
    told = {
        event["payload"]["facts"].get("ballot")
        for event in data["chain"]["events"]
        if "payload" in event
    }
    for ballot in data["ballots"]:
        for known in (ballot["receipt_hash"], ""):
            guess = receipts.commitment(known, ballot["choice"], ballot.get("comment", ""))
            assert guess not in told


def test_events_of_other_matters_are_sealed(held, panel):
    round, _receipts = held()

    events = record(round, panel[1])["chain"]["events"]

    sealed = [event for event in events if "payload" not in event]
    assert [set(event) for event in sealed] == [{"sequence", "previous_hash", "hash"}] * 2


def changed_choice(data):
    data["ballots"][0]["choice"] = "strong-for"


def changed_choice_and_tally(data):
    """The forger counts again and computes every hash again that stands in the file."""
    ballot = next(each for each in data["ballots"] if each["choice"] == "strong-against")
    ballot["choice"] = "weak-for"
    data["tally"]["votes"] = {"weak-for": 5}
    data["tally_hash"] = verifier.result_hash(data["round"], data["tally"])
    data["declared"][-1] |= {"tally": data["tally"], "tally_hash": data["tally_hash"]}


def removed_ballot(data):
    gone = data["ballots"].pop()
    data["tally"]["votes"][gone["choice"]] -= 1
    data["tally"]["base"] -= 1
    data["tally_hash"] = verifier.result_hash(data["round"], data["tally"])


def added_ballot(data):
    data["ballots"].append({"receipt_hash": "f" * 64, "choice": "weak-for", "comment": ""})


def altered_rule(data):
    data["round"]["rule"] |= {"strong": "1/2", "weak": "1/2"}


def altered_wording(data):
    data["round"]["statement"] = "We recommend the other thing."


def altered_outcome(data):
    data["tally"] |= {"outcome": "recommendation", "direction": "for", "strength": "strong"}


def altered_event(data):
    data["chain"]["events"][0]["payload"]["actor_label"] = "somebody else"


def cut_chain(data):
    del data["chain"]["events"][3]


def cut_tail(data):
    del data["chain"]["events"][-1]


def reordered_chain(data):
    events = data["chain"]["events"]
    events[3], events[4] = events[4], events[3]


def longer_roll(data):
    data["roll"].append(copy.deepcopy(data["roll"][0]) | {"member": "nobody"})


def hidden_revocation(data):
    data["roll"][0]["revoked"] = {"at": None, "because": "Left."}


def forged_chain(data):
    changed_choice_and_tally(data)
    closing = next(
        each
        for each in data["chain"]["events"]
        if each.get("payload", {}).get("verb") == "round-closed"
    )
    closing["payload"]["facts"]["tally_hash"] = data["tally_hash"]
    rehash(data)


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (changed_choice, "The ballots, counted again, are"),
        (changed_choice_and_tally, "The result is not the one that was last declared."),
        (removed_ballot, "but 4 were counted"),
        (added_ballot, "The ballots, counted again, are"),
        (altered_rule, "The rule is not the one fixed at the opening."),
        (altered_wording, "The wording is not the one whose hash is given."),
        (altered_outcome, "applied again, decides"),
        (altered_event, "of the audit chain is not what was recorded."),
        (cut_chain, "of the audit chain is missing"),
        (cut_tail, "The chain holds no close of the round."),
        (reordered_chain, "of the audit chain is missing"),
        (longer_roll, "The roll is not the one fixed at the opening."),
        (hidden_revocation, "the chain tells of 0"),
        (forged_chain, "Ballot"),
    ],
)
def test_whatever_was_altered_is_found_and_named(held, check, panel, tamper, named):
    round, _receipts = held()
    data = record(round, panel[0])
    assert check(data)[0] == 0

    tamper(data)

    code, said = check(data)
    failed = [line for line in said.splitlines() if line.startswith("  FAILS")]
    assert code == 1
    assert any(named in line for line in failed), said
    assert said.splitlines()[-1] == "Something does not hold."


def test_forged_file_without_receipts_is_found_by_receipt_and_by_head(held, check, panel):
    round, receipt_of = held()
    data = record(round, panel[1])
    noted = next(
        line.split()[-1].rstrip(".")
        for line in check(data)[1].splitlines()
        if "At the close" in line
    )
    assert check(data, "--head", noted)[0] == 0

    forged_chain(data)

    # All that is in the file fits together again: who knows nothing else is deceived.
    assert check(data)[0] == 0
    assert check(data, "--head", noted)[0] == 1
    code, said = check(data, "--receipt", receipt_of[panel[4].username])
    assert (code, "the chain recorded something else when you cast it" in said) == (1, True)


def test_record_tells_of_every_result_that_was_declared(held, check, panel):
    round, receipt_of = held()
    against = round.voters.get(member__user=panel[4])
    revoke_voter(by=panel[0], voter=against, reason="Held shares.")

    for viewer in panel[:2]:
        data = record(round, viewer)
        code, said = check(data)
        assert (code, "5 people voted, 1 of their ballots are void, 4 were counted" in said) == (
            0,
            True,
        ), said
        assert [bool(each["tally"]) for each in data["declared"]] == [viewer == panel[0], True]
        assert data["tally"]["votes"] == {"weak-for": 4}
    code, said = check(data, "--receipt", receipt_of[panel[4].username])
    assert (code, "belongs to no counted ballot" in said) == (1, True)
    data["declared"].pop(0)
    assert "are not those that were declared" in check(data)[1]


def test_imported_round_is_counted_again_and_no_more(recommendation, check, panel):
    round = factories.make_round(
        recommendation=recommendation,
        imported=True,
        rule=rule_from("over-70").as_data(),
        status="closed",
        counts={"weak-for": 9, "neither": 1},
        eligible=12,
    )

    code, said = check(record(round, panel[0]))

    assert (code, "The round was not held in this installation" in said) == (0, True), said


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "other"}', '{"format": "plenary-round/1"}', "nonsense"]
)
def test_file_that_is_no_record_is_refused_in_words(tmp_path, capsys, text):
    path = tmp_path / "round.json"
    path.write_text(text)

    assert verifier.main([str(path)]) == 1
    assert "cannot be read as the record of a round" in capsys.readouterr().out
    assert verifier.main([str(tmp_path / "missing.json")]) == 1


def test_open_round_has_no_record(opened, chair):
    with pytest.raises(ValueError, match="may be seen"):
        round_record(opened, sight_for(chair, opened))
