"""How the events of searching, screening, studies, results, ratings and signatures read."""

from django.utils.translation import gettext_lazy as _

from audit.sentences import register

register(
    {
        "search-recorded": _("{who} recorded a search of {source} for question {target}."),
        "flow-imported": _("{who} took over the counts of a screening for question {target}."),
        "records-added": _("{who} added {count} records to question {target}."),
        "record-screened": _(
            "{who} decided on title and abstract of “{record}” (question {question}): {decision}."
        ),
        "full-text-assessed": _(
            "{who} decided on the full text of “{record}” (question {question}): {decision}."
        ),
        "study-added": _("{who} added the study {study} to question {question}."),
        "risk-of-bias-judged": _(
            "{who} judged the risk of bias of {study} (question {question}) with {tool}."
        ),
        "result-entered": _(
            "{who} entered the result of {study} on “{outcome}” of question {question}."
        ),
        "result-changed": _(
            "{who} changed the result of {study} on “{outcome}” of question {question}: {fields}."
        ),
        "result-excluded": _(
            "{who} excluded the result of {study} on “{outcome}” of question {question}. "
            "Reason: {reason}"
        ),
        "result-restored": _(
            "{who} let the result of {study} on “{outcome}” of question {question} count again."
        ),
        "results-taken-over": _(
            "{who} took over results on “{outcome}” of question {question} from a table: {count}."
        ),
        "body-added": _(
            "{who} added the body of evidence “{body}” on “{outcome}” of question {question}."
        ),
        "body-made-primary": _(
            "{who} made “{body}” the body of evidence that counts on “{outcome}” of question "
            "{question}. Reason: {reason}"
        ),
        "evidence-described": _(
            "{who} said in words what is known on “{outcome}” of question {question}."
        ),
        "synthesis-reported": _(
            "{who} took over a synthesis on “{outcome}” of question {question} as its source "
            "reports it."
        ),
        "synthesis-chosen": _(
            "{who} chose how the results on “{outcome}” of question {question} are pooled: {after}."
        ),
        "results-pooled": _(
            "{who} kept the pooled result on “{outcome}” of question {question}: {synthesis}."
        ),
        "revman-imported": _(
            "{who} took over {results} results on {outcomes} outcomes, with {studies} new studies, "
            "for question {target} from the RevMan file “{file}”."
        ),
        "certainty-rated": _(
            "{who} rated the certainty of the evidence on “{outcome}” of question {question}."
        ),
        "proposals-set": _("{who} set how proposals are made: {fields}."),
        "information-size-set": _(
            "{who} set the inputs of the information size for “{outcome}” of question {question}: "
            "{fields}."
        ),
        # What an individual rating says is nobody else's before it is reconciled.
        "certainty-rated-alone": _(
            "{who} rated the certainty of the evidence on “{outcome}” of question {question} as "
            "one of two raters."
        ),
        "certainty-rated-again": _(
            "{who} rated the certainty of the evidence on “{outcome}” of question {question} again "
            "after reconciliation, as one of two raters."
        ),
        "certainty-reconciled": _(
            "{who} reconciled the ratings by {raters} of the certainty of the evidence on "
            "“{outcome}” of question {question}. Reason: {reason}"
        ),
        "profile-signed": _("{who} signed for the evidence of question {target}."),
    }
)
