"""The derived guideline as lines of plain text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from guideline.words import words
from publication.chain import Chain
from publication.why import Step, why

HEADINGS = ("question", "direction", "strength", "certainty", "votes", "round", "flags")


def lines_of_table(chain: Chain) -> Iterator[str]:
    """One line a recommendation: question, direction, strength, certainty, votes, round, flags."""
    rows = [
        HEADINGS,
        *(_row(question, each) for question in chain.clinical for each in _of(question)),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for number, row in enumerate(rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)


def lines_of_totals(chain: Chain) -> Iterator[str]:
    """How many questions, and how many recommendations, have each strength and certainty."""
    counted = (
        (_("questions"), len(chain.clinical), chain.totals),
        (
            _("recommendations"),
            sum(each.derived.is_graded for each in chain.recommendations()),
            chain.recommendation_totals,
        ),
    )
    for what, number, totals in counted:
        strengths = ", ".join(f"{n} {words(code)}" for code, n in totals.strength.items())
        levels = ", ".join(f"{n} {words(code)}" for code, n in totals.certainty.items())
        yield f"{number} {what}: {strengths}; {levels}"


def lines_of_why(chain: Chain, ref: str) -> Iterator[str]:
    """The reasons of one recommendation, indented by how far back along the chain they lie."""
    yield from _indented(why(chain, ref), 0)


def _of(question):
    return [each.derived for each in question.recommendations]


def _row(question, derived) -> tuple[str, ...]:
    votes = derived.agreement.votes if derived.agreement else "–"
    return (
        derived.id,
        words(derived.direction) or "–",
        words(derived.strength) or words(derived.outcome),
        words(derived.certainty) or "–",
        f"{votes}/{derived.base}" if derived.tally else "–",
        str(derived.decided_in_round or "–"),
        " ".join(derived.flags),
    )


def _indented(step: Step, depth: int) -> Iterator[str]:
    basis = f" [{words(step.basis)}]" if step.basis else ""
    yield f"{'  ' * depth}{step.sentence}{basis}"
    for child in step.children:
        yield from _indented(child, depth + 1)
