"""How the events of voting read in the log. None of them says what anybody voted."""

from django.utils.translation import gettext_lazy as _

from audit.sentences import register

register(
    {
        "recommendation-added": _("{who} added recommendation {target} under {question}."),
        "draft-edited": _("{who} edited {target}: {fields}."),
        "draft-restored": _("{who} took up version {restored_from} of {target} again: {reason}"),
        "correction-proposed": _(
            "{who} proposed a correction of the wording of {target}: {reason}"
        ),
        "correction-confirmed": _(
            "{who} confirmed the correction of the wording of {target} that {proposer} proposed."
        ),
        "correction-withdrawn": _("{who} withdrew the correction of {target}: {reason}"),
        "critical-chosen": _("{who} chose the critical outcomes of {target}: {outcomes}."),
        "critical-by-importance": _(
            "{who} let the outcomes of importance 7 to 9 be the critical ones of {target}."
        ),
        "exception-taken": _(
            "{who} recorded that “{outcome}” alone carries {target}, as {named} answers for. "
            "Reason: {reason}"
        ),
        "exception-withdrawn": _(
            "{who} took back that “{outcome}” alone carries {target}. Reason: {reason}"
        ),
        "decision-rule-edited": _(
            "{who} changed the rule by which votes are decided: {parts}. Reason: {reason}"
        ),
        "criterion-judged": _("{who} judged {criterion} of {target}: {judgement}."),
        "criterion-left-open": _("{who} left {criterion} of {target} open."),
        "poll-opened": _("{who} opened poll {poll} on the criteria of {target}."),
        "poll-answered": _("{who} answered poll {poll} on the criteria of {target}."),
        "poll-answer-changed": _("{who} changed their answers to poll {poll} on {target}."),
        "poll-closed": _(
            "{who} closed poll {poll} on the criteria of {target}: {places} answered."
        ),
        "poll-reopened": _("{who} opened poll {poll} on {target} again: {reason}"),
        "poll-withdrawn": _("{who} withdrew poll {poll} on {target}: {reason}"),
        "round-opened": _("{who} opened round {round} on {target}."),
        "round-closed": _("{who} closed round {round} on {target}."),
        "round-withdrawn": _("{who} withdrew round {round} on {target}: {reason}"),
        "voter-revoked": _(
            "{who} took {voter} off the roll of round {round} on {target}: {reason}"
        ),
        "ballot-stands": _(
            "{who} let the ballot of {voter} stand in round {round} on {target}: {reason}"
        ),
        "result-declared-anew": _(
            "The result of round {round} on {target} was computed anew: {reason}"
        ),
        "change-noted": _("{who} took note of what changed after round {round} on {target}."),
        "links-sent-again": _(
            "{who} sent their links again to all who had not voted in round {round} on {target}."
        ),
        "link-sent-again": _("{who} sent {voter} the link to round {round} on {target} again."),
        "hands-counted": _("{who} counted hands in round {round} on {target}: {present} present."),
        "hands-counted-again": _(
            "{who} set the count of hands in round {round} on {target} aside: {reason}"
        ),
        "hands-confirmed": _("{who} confirmed the count of hands in round {round} on {target}."),
        "way-out-taken": _(
            "{who} recorded the way out after round {round} on {target}: {choice}, as {named} "
            "decided. Reason: {reason}"
        ),
        "way-out-taken-back": _(
            "{who} took back the way out after round {round} on {target} ({choice}). "
            "Reason: {reason}"
        ),
        "dissent-names-set": _("{who} set how names stand beside dissents: {names}."),
        "dissent-stated": _("{who} stated a dissent from round {round} on {target}."),
        "dissent-reworded": _("{who} reworded a dissent from round {round} on {target}."),
        "dissent-withdrawn": _("{who} withdrew a dissent from round {round} on {target}."),
        "ballot-cast": _("{who} voted in round {round} on {target}."),
        "ballot-changed": _("{who} changed their vote in round {round} on {target}."),
        "ballot-cast-by-proxy": _(
            "{who} voted for {giver} in round {round} on {target}, by proxy."
        ),
        "ballot-changed-by-proxy": _(
            "{who} changed the vote of {giver} in round {round} on {target}, by proxy."
        ),
        "proxy-named": _("{giver} named {holder} to vote for them in round {round} on {target}."),
        "proxy-accepted": _("{holder} agreed to vote for {giver} in round {round} on {target}."),
        "proxy-ended": _(
            "{who} ended the proxy of {giver} held by {holder} in round {round} on {target}."
        ),
        "secret-ballot-cast": _("A secret ballot was cast in round {round} on {target}."),
        "secret-ballot-changed": _("A secret ballot was changed in round {round} on {target}."),
    }
)
