"""Codes as people read them. A code that needs no other word reads as itself without hyphens."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    # certainty
    "high": _("high"),
    "moderate": _("moderate"),
    "low": _("low"),
    "very-low": _("very low"),
    # direction, strength, decision
    "for": _("for"),
    "against": _("against"),
    "either": _("either option"),
    "strong": _("strong"),
    "weak": _("weak"),
    "mixed": _("mixed"),
    "recommendation": _("recommendation"),
    "no-recommendation": _("no recommendation"),
    "no-consensus": _("no consensus"),
    "inquorate": _("no quorum"),
    "open": _("open"),
    # ballots
    "strong-for": _("strong for"),
    "weak-for": _("weak for"),
    "neither": _("neither for nor against"),
    "weak-against": _("weak against"),
    "strong-against": _("strong against"),
    "abstain": _("abstained"),
    # rounds
    "online": _("online, each in their own time"),
    "live": _("in the room, on everyone's device"),
    "hands": _("by a show of hands"),
    "postpone": _("postpone the decision"),
    "way-out-by-chair": _("decided by the chair"),
    "way-out-postponed": _("postponed by the chair"),
    "way-out-lapsed": _("way out lapsed"),
    # roles
    "chair": _("chair"),
    "member": _("member"),
    "methodologist": _("methodologist"),
    "commentator": _("commentator"),
    "secretariat": _("secretariat"),
    "observer": _("observer"),
    # conflicts of interest
    "none": _("none"),
    "vote-with-disclosure": _("votes, with the interest disclosed"),
    "not-reported": _("no action reported"),
    "discuss-only": _("may discuss, does not vote"),
    "leave-room": _("leaves the room"),
    # kinds of interest
    "fees": _("fees for lectures or advice"),
    "employment": _("employment"),
    "research-funding": _("research funding"),
    "shares": _("shares or options"),
    "patent": _("patent or royalties"),
    "gifts-and-travel": _("gifts, meals or travel"),
    "office-held": _("office held"),
    "own-research": _("own research on the question"),
    "public-view": _("view held in public"),
    "close-tie": _("close personal tie"),
    "other": _("other"),
    # whose interest it is
    "own": _("one's own"),
    "family": _("a family member's"),
    "institution": _("the institution's"),
    "society": _("the society's"),
    # amounts a year
    "no-money": _("no money"),
    "to-1000": _("up to 1,000 a year"),
    "to-5000": _("1,001 to 5,000 a year"),
    "to-10000": _("5,001 to 10,000 a year"),
    "to-50000": _("10,001 to 50,000 a year"),
    "over-50000": _("more than 50,000 a year"),
    # what became of a declaration
    "declared": _("declared"),
    "edited": _("edited"),
    "widened": _("extended to more questions"),
    "ended": _("ended"),
    "taken-up-again": _("taken up again"),
    # attendance of a meeting
    "present": _("present"),
    "excused": _("excused"),
    "absent": _("absent"),
    # designs
    "randomised-trial": _("randomised trials"),
    "quasi-randomised": _("quasi-randomised trials"),
    "cohort": _("cohort studies"),
    "case-control": _("case-control studies"),
    "before-after": _("before-after studies"),
    "case-series": _("case series"),
    "observational": _("observational studies"),
    "cross-sectional": _("cross-sectional studies"),
    "systematic-review": _("systematic reviews"),
    # editions of the GRADE rules
    "classic": _("classic GRADE"),
    "robins-i": _("GRADE with ROBINS-I"),
    "core-2025": _("Core GRADE 2025"),
    # raters of a body of evidence
    "single": _("one rater"),
    "dual": _("two raters, blind to each other"),
    "design": _("design of the studies"),
    # domains
    "risk_of_bias": _("risk of bias"),
    "inconsistency": _("inconsistency"),
    "indirectness": _("indirectness"),
    "imprecision": _("imprecision"),
    "publication_bias": _("publication bias"),
    "large_effect": _("large effect"),
    "dose_response": _("dose-response gradient"),
    "plausible_confounding": _("residual confounding"),
    # what certainty is rated in
    "null-effect": _("an effect at all"),
    # importance
    "critical": _("critical"),
    "important": _("important"),
    "limited": _("of limited importance"),
    # surveys of importance: when they are held, and the results of a test
    "before": _("before the evidence"),
    "after": _("with the evidence known"),
    "tp": _("true positives"),
    "fn": _("false negatives"),
    "fp": _("false positives"),
    "tn": _("true negatives"),
    # basis of a statement
    "reported": _("reported"),
    "reconstructed": _("reconstructed"),
    "reading": _("a reading"),
    # why an exception to the overall certainty does not hold
    "nobody-named": _("nobody answers for it"),
    "no-reason-given": _("no reason is given"),
    "outcome-not-critical": _("its outcome is not critical"),
    "outcome-unrated": _("a critical outcome is not rated"),
    "direction-unknown": _("a critical outcome points nowhere that is known"),
    "directions-differ": _("the critical outcomes do not all point the same way"),
    # evidence-to-decision criteria
    "problem": _("Is the problem a priority?"),
    "desirable_effects": _("Desirable effects"),
    "undesirable_effects": _("Undesirable effects"),
    "certainty_of_effects": _("Certainty of the evidence of effects"),
    "values": _("Values"),
    "balance": _("Balance of effects"),
    "resources_required": _("Resources required"),
    "certainty_of_resources": _("Certainty of the evidence of resources"),
    "cost_effectiveness": _("Cost-effectiveness"),
    "equity": _("Equity"),
    "acceptability": _("Acceptability"),
    "feasibility": _("Feasibility"),
    # evidence-to-decision criteria of tests
    "test_accuracy": _("Test accuracy"),
    "certainty_of_accuracy": _("Certainty of the evidence of test accuracy"),
    "certainty_of_test_effects": _("Certainty of the evidence of the test's direct effects"),
    "certainty_of_management": _("Certainty of the evidence of the management's effects"),
    "certainty_of_link": _("Certainty of the link from test result to management"),
    # evidence-to-decision answers
    "very-inaccurate": _("very inaccurate"),
    "very-accurate": _("very accurate"),
    "dont-know": _("don't know"),
    "probably-no": _("probably no"),
    "probably-yes": _("probably yes"),
    "no-included-studies": _("no included studies"),
    "important-uncertainty": _("important uncertainty or variability"),
    "possibly-important-uncertainty": _("possibly important uncertainty or variability"),
    "probably-no-important-uncertainty": _("probably no important uncertainty or variability"),
    "no-important-uncertainty": _("no important uncertainty or variability"),
    "favours-comparison": _("favours the comparison"),
    "probably-favours-comparison": _("probably favours the comparison"),
    "does-not-favour-either": _("favours neither"),
    "probably-favours-intervention": _("probably favours the intervention"),
    "favours-intervention": _("favours the intervention"),
    "favours-comparator": _("favours the comparator"),
    "no-difference": _("no difference"),
    "large-costs": _("large costs"),
    "moderate-costs": _("moderate costs"),
    "negligible": _("negligible costs and savings"),
    "moderate-savings": _("moderate savings"),
    "large-savings": _("large savings"),
    "probably-reduced": _("probably reduced"),
    "probably-no-impact": _("probably no impact"),
    "probably-increased": _("probably increased"),
}


def words(code: str | None) -> str:
    """The words for a code, in the reader's language; an empty string for none."""
    if code is None:
        return ""
    known = WORDS.get(code)
    return str(known) if known is not None else str(code).replace("-", " ").replace("_", " ")
