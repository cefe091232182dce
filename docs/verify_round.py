#!/usr/bin/env python3
"""Check the exported record of a voting round without Plenary: standard library only, Python 3.11.

    python3 verify_round.py round.json
    python3 verify_round.py round.json --receipt 0123abcd...   what your own ballot says
    python3 verify_round.py round.json --head 89ef...          the chain's end at the close, as it was mailed
                                                               to you or as you noted it; LENGTH:HASH or HASH

It counts the ballots again under the rule in the file, in whole numbers, and computes again the
hashes of wording, result and audit chain. It says in sentences what holds and what does not. The
exit code is 0 when everything holds and 1 when something does not, or the file cannot be read.

What it cannot show: that nobody was kept from voting, and that the file's chain is the one that the
installation keeps. For the second, compare the chain's end with the one that you noted or were sent.
"""

import argparse
import hashlib
import json
import sys
from fractions import Fraction

FORMAT = "plenary-round/1"
OPTIONS = (
    "strong-for", "weak-for", "neither", "either", "weak-against", "strong-against", "abstain",
)  # fmt: skip
SIDES = {"for": ("strong-for", "weak-for"), "against": ("weak-against", "strong-against")}
OTHER = {"for": "against", "against": "for"}
STRENGTHS = {"strong": ("strong-for", "strong-against"), "weak": ("weak-for", "weak-against")}
MEANINGS = {
    "strong-for": ("for", "strong"),
    "weak-for": ("for", "weak"),
    "either": ("either", "weak"),
    "weak-against": ("against", "weak"),
    "strong-against": ("against", "strong"),
}
HALF, FIFTH = Fraction(1, 2), Fraction(1, 5)
CASTS = {
    "ballot-cast",
    "ballot-changed",
    "ballot-cast-by-proxy",
    "ballot-changed-by-proxy",
}
SECRET_CASTS = {"secret-ballot-cast"}


# --- Hashes -------------------------------------------------------------------------------------


def canonical(value):
    """JSON with sorted keys and no spaces; a whole number is written as one (1.0 as 1)."""
    return json.dumps(
        plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def link(previous, payload):
    """The hash of an event of the audit chain: over the hash before it and its content."""
    return sha256(f"{previous}\n{canonical(payload)}")


def commitment(receipt, choice, comment):
    """What the chain holds of a ballot: nobody without the receipt can tell what it says."""
    return sha256(f"{receipt}\n{choice}\n{comment}")


def receipt_hash(receipt):
    return sha256(receipt.strip().lower())


# --- The tally ----------------------------------------------------------------------------------


def meets(votes, base, share, comparison):
    left, right = share.denominator * votes, share.numerator * base
    return left > right if comparison == ">" else left >= right


def decide(rule, votes, eligible, held):
    """What the votes decide: (outcome, winner, base). `held`: quorate rounds so far, with this one."""
    votes = {option: votes[option] for option in OPTIONS if votes.get(option)}
    ballots = sum(votes.values())
    bases = {
        "cast": ballots - sum(votes.get(option, 0) for option in abstentions(rule)),
        "cast-with-abstentions": ballots,
        "eligible": eligible or 0,
    }
    base = bases[rule["base"]]
    quorum = rule.get("quorum")
    if quorum and eligible is not None and not meets(ballots, eligible, Fraction(quorum), ">="):
        return "inquorate", None, base
    if base == 0:
        return "no-consensus", None, base
    winner = winner_of(rule, votes, base)
    if winner in MEANINGS:
        return "recommendation", winner, base
    if winner:
        return "no-recommendation", winner, base
    used_up = rule["otherwise"] == "no-recommendation" and held >= rule["rounds"]
    return ("no-recommendation" if used_up else "no-consensus"), None, base


def abstentions(rule):
    return ("neither", "abstain") if rule.get("neither_as") == "abstention" else ("abstain",)


def winner_of(rule, votes, base):
    def number(*options):
        return sum(votes.get(option, 0) for option in options)

    def met(share, *options):
        return meets(number(*options), base, share, rule["comparison"])

    strong, weak, preset = Fraction(rule["strong"]), Fraction(rule["weak"]), rule["preset"]
    level = strong if preset == "grade-grid" else weak
    undirected = [each for each in ("neither", "either") if each not in abstentions(rule)]
    found = [option for option in undirected if met(level, option)]
    if preset == "over-70-pooled":
        found += [
            name
            for name, share in (("strong", strong), ("weak", weak))
            if met(share, *STRENGTHS[name])
        ]
    elif preset == "grade-grid":
        found += [side for side in SIDES if met(weak, *SIDES[side])]
    elif preset in ("over-70", "two-thirds"):
        found += [option for option in STRENGTHS["strong"] if met(strong, option)]
        found += [option for option in STRENGTHS["weak"] if met(weak, option)]
    else:
        raise ValueError(f"the rule {preset!r} is not known to this program")
    if len(found) != 1:
        return None
    if found[0] in STRENGTHS:
        return pooled_winner(
            rule, found[0], {"strong": strong, "weak": weak}[found[0]], number, base
        )
    if found[0] in SIDES:
        side = found[0]
        if meets(number(*SIDES[OTHER[side]]), base, FIFTH, ">="):
            return None
        return f"strong-{side}" if met(strong, f"strong-{side}") else f"weak-{side}"
    return found[0]


def pooled_winner(rule, strength, share, number, base):
    test = rule.get("direction", "majority")
    asked = {
        "majority": (HALF, ">"),
        "opposition": (HALF, ">="),
        "threshold": (share, rule["comparison"]),
    }[test]
    sides = [side for side in SIDES if meets(number(*SIDES[side]), base, *asked)]
    if len(sides) != 1:
        return None
    if test == "opposition" and meets(number(*SIDES[OTHER[sides[0]]]), base, FIFTH, ">="):
        return None
    return f"{strength}-{sides[0]}"


# --- The record ---------------------------------------------------------------------------------


def say(text):
    sys.stdout.write(f"{text}\n")


class Report:
    """Sentences of what holds and of what does not."""

    def __init__(self):
        self.failed = False

    def check(self, holds, good, bad):
        say(f"  holds   {good}" if holds else f"  FAILS   {bad}")
        self.failed = self.failed or not holds
        return holds

    def note(self, text):
        say(f"  note    {text}")


def verify(data, report, *, head=None):
    """Every check that the file allows."""
    round_ = data["round"]
    check_wording(data, report)
    check_ballots(data, report)
    check_tally(data, report)
    events = check_chain(data, report, head)
    if events is None:
        return
    check_opening(data, events, report)
    check_declared(data, events, report)
    check_casts(data, events, report)
    check_revoked(data, events, report)
    if round_["status"] != "closed":
        report.check(False, "", f"The round is {round_['status']}, not closed: it has no result.")


def check_wording(data, report):
    round_ = data["round"]
    report.check(
        sha256(canonical({"statement": round_["statement"]})) == data["text_hash"],
        "The wording is the one whose hash is given.",
        "The wording is not the one whose hash is given.",
    )


def check_ballots(data, report):
    """The ballots are as many as the votes counted, and each is for an option of the rule."""
    ballots = data["ballots"]
    if ballots is None:
        report.note(
            "The round has no ballots on record, only its tally; it cannot be counted again from them."
        )
        return
    offered = data["round"]["rule"]["options"]
    for place, ballot in enumerate(ballots, start=1):
        if ballot["choice"] not in offered:
            report.check(
                False,
                "",
                f"Ballot {place} is for {ballot['choice']!r}, which the rule does not offer.",
            )
    hashes = [ballot["receipt_hash"] for ballot in ballots if ballot.get("receipt_hash")]
    report.check(
        len(hashes) == len(set(hashes)),
        f"No two of the {len(ballots)} ballots have the same receipt.",
        "Two ballots have the same receipt.",
    )
    counted = {}
    for ballot in ballots:
        counted[ballot["choice"]] = counted.get(ballot["choice"], 0) + 1
    said = {option: votes for option, votes in data["tally"]["votes"].items() if votes}
    report.check(
        counted == said,
        f"The ballots, counted again, are the votes of the tally: {in_words(said)}.",
        f"The ballots, counted again, are {in_words(counted)}; the tally says {in_words(said)}.",
    )
    for place, ballot in enumerate(ballots, start=1):
        if ballot.get("receipt") and receipt_hash(ballot["receipt"]) != ballot["receipt_hash"]:
            report.check(False, "", f"The receipt of ballot {place} does not fit its hash.")


def check_tally(data, report):
    """The rule, applied again to the votes of the tally, decides what the file says it decided."""
    round_, said = data["round"], data["tally"]
    outcome, winner, base = decide(
        round_["rule"], said["votes"], said["eligible"], data["rounds_held"]
    )
    direction, strength = MEANINGS.get(winner, (None, None))
    again = (outcome, direction, strength, base)
    stated = (said["outcome"], said["direction"], said["strength"], said["base"])
    report.check(
        again == stated,
        f"The rule {round_['rule']['preset']!r}, applied again, decides the same: {meaning(*stated)}.",
        f"The rule {round_['rule']['preset']!r}, applied again, decides {meaning(*again)}; "
        f"the file says {meaning(*stated)}.",
    )
    report.check(
        result_hash(round_, said) == data["tally_hash"],
        "The hash of the result is that of wording, rule and votes.",
        "The hash of the result is not that of wording, rule and votes.",
    )


def result_hash(round_, said):
    return sha256(
        canonical(
            {
                "round": round_["id"],
                "statement": round_["statement"],
                "rule": round_["rule"],
                "votes": said["votes"],
                "base": said["base"],
                "eligible": said["eligible"],
                "outcome": said["outcome"],
            }
        )
    )


def check_chain(data, report, head):
    """Each event follows the one before it, and says what was recorded; the events of the round, or None."""
    chain = data["chain"]
    if not chain["events"]:
        report.note(
            "The round was not held in this installation: the audit chain tells nothing of it."
        )
        return None
    opened, broken = walk(chain)
    if broken:
        report.check(False, "", broken)
        return opened
    report.check(
        True,
        f"The {len(opened)} events of this round stand in the audit chain as they were recorded.",
        "",
    )
    sealed = len(chain["events"]) - len(opened)
    if sealed:
        report.note(
            f"{sealed} events of other matters lie between them; the file keeps their hashes alone."
        )
    check_ends(chain, opened, report, head)
    return opened


def walk(chain):
    """The events whose words the file holds, up to the first that does not fit, and what is wrong there."""
    previous, expected, opened = chain["after"], chain["events"][0]["sequence"], []
    for event in chain["events"]:
        broken = misfit(event, expected, previous)
        if broken:
            return opened, broken
        if event.get("payload") is not None:
            opened.append(event)
        previous, expected = event["hash"], expected + 1
    return opened, None


def misfit(event, expected, previous):
    """Why this event is not the one that was recorded after the hash `previous`, or None."""
    number, payload = event["sequence"], event.get("payload")
    if number != expected:
        return f"Event {expected} of the audit chain is missing; event {number} follows."
    if event["previous_hash"] != previous:
        return f"Event {number} of the audit chain does not continue the event before it."
    if payload is None or (link(previous, payload), payload["sequence"]) == (event["hash"], number):
        return None
    return f"Event {number} of the audit chain is not what was recorded."


def check_ends(chain, opened, report, head):
    """The chain ends where the file says, and holds the head that somebody noted."""
    named, last = chain["head"], chain["events"][-1]
    closing = of(opened, "round-closed")
    if closing:
        end = f"{closing[0]['sequence']}:{closing[0]['hash']}"
        report.note(f"At the close the chain ended in {end}.")
    if last["sequence"] == named["length"]:
        report.check(
            last["hash"] == named["hash"],
            "The chain ends in the head that the file names.",
            "The chain does not end in the head that the file names.",
        )
    if head:
        ends = {event["hash"] for event in opened} | {named["hash"]}
        report.check(
            head.rpartition(":")[2].strip().lower() in ends,
            "The head that you noted is in this chain.",
            "The head that you noted is not in this chain.",
        )


def facts(event):
    return event["payload"]["facts"]


def of(events, *verbs):
    return [event for event in events if event["payload"]["verb"] in verbs]


def check_opening(data, events, report):
    """What the chain recorded at the opening is what the file says was fixed then."""
    round_ = data["round"]
    opening = of(events, "round-opened")
    if not report.check(
        len(opening) == 1,
        "The chain holds one opening of the round.",
        f"The chain holds {len(opening)} openings of the round.",
    ):
        return
    fixed = facts(opening[0])
    for name, said, word in (
        ("rule", plain(round_["rule"]), "rule"),
        ("statement_hash", data["text_hash"], "wording"),
        ("secrecy", round_["secrecy"], "secrecy"),
        ("evidence_hash", round_["evidence_hash"], "evidence"),
    ):
        report.check(
            plain(fixed[name]) == said,
            f"The {word} is the one fixed at the opening.",
            f"The {word} is not the one fixed at the opening.",
        )
    roll = [line["member"] for line in data["roll"]]
    report.check(
        sorted(roll) == sorted(fixed["voters"]),
        f"The roll of {len(roll)} is the one fixed at the opening.",
        "The roll is not the one fixed at the opening.",
    )


def check_declared(data, events, report):
    """Each result that was declared has its hash in the chain, and the last is the one in the file."""
    told = [
        facts(event)["tally_hash"] for event in of(events, "round-closed", "result-declared-anew")
    ]
    listed = [result["tally_hash"] for result in data["declared"]]
    if not report.check(
        bool(told),
        "The chain holds the close of the round.",
        "The chain holds no close of the round.",
    ):
        return
    report.check(
        told[-1] == data["tally_hash"],
        "The result is the one that was last declared.",
        "The result is not the one that was last declared.",
    )
    report.check(
        listed == told or not listed,
        f"The file lists every result that was declared ({len(told)}).",
        "The results that the file lists are not those that were declared.",
    )
    for number, result in enumerate(data["declared"], start=1):
        if (
            result.get("tally")
            and result_hash(data["round"], result["tally"]) != result["tally_hash"]
        ):
            report.check(False, "", f"Declared result {number} is not what was declared.")


def check_casts(data, events, report):
    """As many people voted as ballots were counted; who has the receipts sees each ballot in the chain."""
    ballots = data["ballots"]
    if ballots is None:
        return
    if data["round"]["secrecy"] == "secret":
        cast = len(of(events, *SECRET_CASTS))
        report.check(
            cast == len(ballots),
            f"{cast} secret ballots were cast, and as many were counted.",
            f"{cast} secret ballots were cast, {len(ballots)} were counted.",
        )
        return
    casts = of(events, *CASTS)
    # A vote cast for somebody absent is theirs, whoever cast it.
    last = {
        facts(each).get("giver") or each["payload"]["actor"]: facts(each)["ballot"]
        for each in casts
    }
    people = sum(facts(each)["version"] == 1 for each in casts)
    void = sum(line.get("voided", False) for line in data["roll"])
    report.check(
        people - void == len(ballots),
        f"{people} people voted, {void} of their ballots are void, {len(ballots)} were counted.",
        f"{people} people voted and {void} of their ballots are void, but {len(ballots)} were counted.",
    )
    shown = [ballot for ballot in ballots if ballot.get("receipt")]
    missing = [
        place
        for place, ballot in enumerate(ballots, start=1)
        if ballot.get("receipt")
        and commitment(ballot["receipt"], ballot["choice"], ballot["comment"]) not in last.values()
    ]
    for place in missing:
        report.check(
            False,
            "",
            f"Ballot {place} is not what was cast: the chain knows no such ballot as anybody's last.",
        )
    if shown and not missing:
        report.check(
            True, f"Each of the {len(shown)} ballots is in the chain as its voter's last.", ""
        )


def check_revoked(data, events, report):
    revoked = sum(bool(line.get("revoked")) for line in data["roll"])
    told = len(of(events, "voter-revoked"))
    report.check(
        revoked == told,
        f"{told} people were taken off the roll, each told in the chain.",
        f"The roll says that {revoked} people were taken off it; the chain tells of {told}.",
    )


def find_receipt(data, receipt, report):
    """What one's own ballot says, and whether the chain knows it."""
    found = [
        each for each in data["ballots"] or [] if each["receipt_hash"] == receipt_hash(receipt)
    ]
    if not found:
        report.check(
            False,
            "",
            "Your receipt belongs to no counted ballot of this round: it is a receipt of an earlier "
            "version, of a void ballot or of another round, or the ballot is missing.",
        )
        return
    ballot = found[0]
    said = f"Your receipt belongs to a counted ballot for {ballot['choice']!r}"
    if data["round"]["secrecy"] == "secret":
        report.check(True, f"{said}. Of a secret ballot the chain keeps nothing to compare.", "")
        return
    known = {
        facts(each)["ballot"] for each in round_events(data) if each["payload"]["verb"] in CASTS
    }
    report.check(
        commitment(receipt.strip().lower(), ballot["choice"], ballot["comment"]) in known,
        f"{said}, as the chain recorded when you cast it.",
        f"{said}, but the chain recorded something else when you cast it.",
    )


def round_events(data):
    return [event for event in data["chain"]["events"] if event.get("payload")]


def in_words(votes):
    return (
        ", ".join(f"{votes[option]} {option}" for option in OPTIONS if votes.get(option)) or "none"
    )


def meaning(outcome, direction, strength, base):
    said = f"{strength} recommendation, {direction}" if outcome == "recommendation" else outcome
    return f"{said} ({base} votes in the base)"


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Check the exported record of a voting round.")
    parser.add_argument("file", help="the JSON file that was exported")
    parser.add_argument("--receipt", help="your receipt: what your own ballot says")
    parser.add_argument(
        "--head", help="the end of the audit chain at the close, as mailed or noted"
    )
    given = parser.parse_args(arguments)
    report = Report()
    try:
        with open(given.file, encoding="utf-8") as file:
            data = json.load(file)
        if data["format"] != FORMAT:
            raise ValueError(f"its format is {data['format']!r}, this program reads {FORMAT!r}")
        say(f"{data['guideline']}, {data['recommendation']}, round {data['round']['label']}:")
        verify(data, report, head=given.head)
        if given.receipt:
            find_receipt(data, given.receipt, report)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError) as error:
        say(f"  FAILS   The file cannot be read as the record of a round: {error!r}")
        report.failed = True
    say("Something does not hold." if report.failed else "Everything that could be checked holds.")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
