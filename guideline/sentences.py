"""How the events of scope, panel, interests, questions and outcomes read."""

from django.utils.translation import gettext_lazy as _

from audit.sentences import register

register(
    {
        "guideline-created": _("{who} began the guideline “{title}” and is its {role}."),
        "secretariat-made": _("{who} let {account} begin guidelines."),
        "topic-added": _("{who} added the topic “{title}”."),
        "topic-renamed": _("{who} renamed the topic {target}: “{title}”."),
        "topic-moved": _("{who} moved the topic “{title}” to place {to}."),
        "topic-deleted": _("{who} took out the topic “{title}”."),
        "scope-edited": _("{who} changed the scope: {fields}."),
        "stage-changed": _("{who} moved the guideline from “{before}” to “{after}”."),
        "member-added": _("{who} added the place {target} to the panel ({role})."),
        "member-changed": _("{who} changed the place {target}: {fields}."),
        "member-replaced": _(
            "{who} gave the place {target}, held by {former}, to {name}. Reason: {reason}"
        ),
        "panel-imported": _("{who} took {number} people from a list onto the panel."),
        "members-invited": _("{who} invited {number} people of the panel."),
        "account-linked": _("{who} linked the place {target} to the account {account}."),
        "tokens-created": _("{who} made tokens for the REST interface for the places {places}."),
        "member-invited": _("{who} invited {account} to the place {target}."),
        "conflict-declared": _("{who} declared an interest ({interest}) concerning {question}."),
        "nothing-declared": _("{who} declared that there are no interests to declare."),
        "interest-edited": _("{who} changed an interest concerning {question}: {fields}."),
        "interest-ended": _("{who} said that an interest ({interest}) has ended. {reason}"),
        "interest-taken-up": _("{who} said that an interest ({interest}) goes on. {reason}"),
        "interests-confirmed": _("{who} confirmed the interests declared before."),
        "interest-covers": _(
            "An interest of {place} ({interest}) concerns question {question} as well."
        ),
        "conflict-proposed": _(
            "{who} decided on an interest of {place} ({interest}) concerning {question}: "
            "{decision}; a second person has to confirm it. Reason: {reason}"
        ),
        "conflict-split": _(
            "{who} let an interest of {place} ({interest}) be decided on question by question."
        ),
        "deciders-named": _(
            "{who} named those who decide on interests: {names}; it takes {number}."
        ),
        "panel-reminded": _("{who} asked {number} of the panel to declare their interests."),
        "society-interest-added": _("{who} entered an interest of the society: {interest}."),
        "society-interest-changed": _("{who} changed an interest of the society: {fields}."),
        "society-interest-removed": _(
            "{who} took out an interest of the society ({interest}). Reason: {reason}"
        ),
        "meeting-planned": _("{who} planned “{meeting}” for {when}."),
        "meeting-changed": _("{who} changed “{meeting}”: {fields}."),
        "meeting-cancelled": _("{who} cancelled “{meeting}”. Reason: {reason}"),
        "agenda-item-added": _("{who} put “{item}” on the agenda of “{meeting}”."),
        "agenda-item-moved": _("{who} moved “{item}” of “{meeting}” to place {to}."),
        "agenda-item-removed": _("{who} took “{item}” off the agenda of “{meeting}”."),
        "attendance-marked": _("{who} said who was at “{meeting}”."),
        "minutes-written": _("{who} wrote the minutes of “{item}” of “{meeting}”."),
        "minutes-closed": _("{who} closed the minutes of “{meeting}”."),
        "minutes-reopened": _("{who} opened the minutes of “{meeting}” again. Reason: {reason}"),
        "minutes-confirmed": _("{who} confirmed the minutes of “{meeting}”."),
        "conflict-decided": _(
            "{who} decided on an interest of {place} ({interest}) concerning {question}: "
            "{decision}. Reason: {reason}"
        ),
        "question-put": _("{who} put question {target}: {text}"),
        "question-edited": _("{who} edited question {target}: {fields}."),
        "outcome-added": _("{who} added the outcome “{outcome}” to question {question}."),
        "outcome-edited": _(
            "{who} edited the outcome “{outcome}” of question {question}: {fields}."
        ),
        "outcomes-copied": _(
            "{who} took over outcomes of question {source} into question {question}: {names}."
        ),
        "outcome-moved": _(
            "{who} moved the outcome “{outcome}” of question {question} from place {before} to "
            "{after}."
        ),
        "outcome-deleted": _("{who} deleted the outcome “{outcome}” of question {question}."),
        "grade-settings-edited": _("{who} changed how the guideline uses GRADE: {fields}."),
        "survey-opened": _(
            "{who} asked the panel how important the outcomes of question {question} are "
            "(survey {survey})."
        ),
        "importance-answered": _(
            "{who} rated the importance of the outcomes of question {question} (survey {survey})."
        ),
        "importance-answer-changed": _(
            "{who} changed their rating of the importance of the outcomes of question {question} "
            "(survey {survey})."
        ),
        "survey-closed": _(
            "{who} closed survey {survey} of the importance of the outcomes of question "
            "{question}; {places} places had answered."
        ),
        "survey-withdrawn": _(
            "{who} withdrew survey {survey} of the importance of the outcomes of question "
            "{question}; nobody had answered."
        ),
        "importance-decided": _(
            "{who} decided in survey {survey} of question {question} that “{outcome}” is "
            "{after}. Reason: {reason}"
        ),
        "importance-rated": _(
            "{who} rated the importance of “{outcome}” of question {question}: {after}, "
            "before {before}."
        ),
    }
)
