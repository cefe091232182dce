"""The spine of a question, for pages of every floor: `{% spine question "evidence" %}`."""

from typing import Any

from django import template

from guideline.models import Question
from publication.chain import Chain, QuestionChain, chain_of_loaded
from publication.checks.shown import count_of, seen_findings
from publication.reader import reader_of
from publication.spine import spine_of

register = template.Library()

# The links on whose pages it is said how much the checks find.
WITH_CHECKS = ("question", "evidence")


@register.inclusion_tag("_components/spine.html", takes_context=True)
def spine(context: Any, question: Question, here: str = "") -> dict[str, object]:
    """The question's chain with the state of each link; `here` is this page's link.

    A page that has derived the question already passes it on as `chained` in its context.
    """
    chained = context.get("chained")
    if not isinstance(chained, QuestionChain):
        chained = chain_of_loaded(question)
    reader = reader_of(context["user"], question.guideline)
    found = {"links": spine_of(chained, reader, here), "guideline": question.guideline}
    if here in WITH_CHECKS:
        chain = Chain(question.guideline, (chained,))
        found["count"] = count_of(seen_findings(chain, reader))
    return found
