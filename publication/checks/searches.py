"""Rules on searches, flow and the list of studies."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.prisma import prisma_counts
from guideline.words import words
from publication.chain import QuestionChain
from publication.checks.arithmetic.counts import label_differs
from publication.checks.finding import Found, Rule
from publication.checks.material import Material, work_has_begun
from publication.checks.places import evidence_place, guideline_place

YEARS = 2


def one_database(material: Material) -> Iterator[Found]:
    """One source searched, though the rating or the vote has begun."""
    for question in material.questions():
        sources = {row.source.strip().casefold(): row.source for row in _searches(question)}
        if len(sources) == 1 and work_has_begun(question):
            yield (
                evidence_place(question.question, "searches"),
                _("Only {source} was searched.").format(source=next(iter(sources.values())) or "?"),
            )


def study_newer_than_search(material: Material) -> Iterator[Found]:
    """A study from a year after the end of every search."""
    for question in material.questions():
        ended = _ended(question)
        for study in question.question.studies.all():
            if ended and study.year and study.year > ended.year:
                yield (
                    evidence_place(question.question, study.ref),
                    _(
                        "{study} is from {year}, but the last search ended on {ended:%Y-%m-%d}: "
                        "how was it found, and what else was there?"
                    ).format(study=study, year=study.year, ended=ended),
                )


def search_is_old(material: Material) -> Iterator[Found]:
    """Searches that ended over two years before publication; before today, while unpublished."""
    counts_on = material.published_on or material.today
    by_end: dict[date, list[QuestionChain]] = defaultdict(list)
    for question in material.questions():
        ended = _ended(question)
        if ended and is_older(ended, counts_on):
            by_end[ended].append(question)
    for ended, questions in sorted(by_end.items()):
        names = ", ".join(each.question.ref for each in questions)
        yield (
            guideline_place(material.chain.guideline, "searches"),
            ngettext(
                "The searches of {n} question ({names}) ended on {ended:%Y-%m-%d}, over two years "
                "before {day:%Y-%m-%d}.",
                "The searches of {n} questions ({names}) ended on {ended:%Y-%m-%d}, over two years "
                "before {day:%Y-%m-%d}.",
                len(questions),
            ).format(n=len(questions), names=names, ended=ended, day=counts_on),
        )


def flow_does_not_add_up(material: Material) -> Iterator[Found]:
    """More taken away than there was, or more studies than reports were left."""
    for question in material.questions():
        records = list(question.question.records.all())
        flow = getattr(question.question, "flow", None)
        counted = vars(flow) if flow else None
        found = prisma_counts([row.records for row in _searches(question)], counted, records)
        place = evidence_place(question.question, "flow")
        if found.contradicts:
            yield (
                place,
                _("More was excluded than there was: {identified} records were found.").format(
                    identified=found.identified
                ),
            )
        studies = len(question.question.studies.all())
        is_over = not (found.waiting or found.waiting_for_full_text)
        if flow and found.included is not None and is_over and studies > found.included:
            yield (
                place,
                _(
                    "{included} reports were left in the flow, but {studies} studies are listed."
                ).format(included=found.included, studies=studies),
            )


def more_studies_than_found(material: Material) -> Iterator[Found]:
    """More studies of a design behind the results than the search is said to have found."""
    for question in material.questions():
        said = {row.design: row.studies for row in question.question.found.all()}
        used: dict[str, set[str]] = defaultdict(set)
        most: dict[str, int] = defaultdict(int)
        for held in material.held:
            if held.question is not question:
                continue
            for rating in held.body.ratings.values():
                body = held.body.body
                used[rating.design] |= {row.study.ref for row in held.body.results}
                told = body.reported.get("studies") or body.narrative.get("studies") or 0
                most[rating.design] = max(most[rating.design], told)
        for design, count in said.items():
            shown = max(len(used[design]), most[design])
            if shown > count:
                yield (
                    evidence_place(question.question, "found"),
                    _(
                        "The results rest on {shown} studies ({design}), but {count} are counted as "
                        "found."
                    ).format(shown=shown, design=words(design), count=count),
                )


def study_label_differs(material: Material) -> Iterator[Found]:
    """A label that has another name or year than the citation beside it."""
    for question in material.questions():
        for study in question.question.studies.all():
            differs = label_differs(study.label, study.citation, study.year)
            if differs:
                yield (
                    evidence_place(question.question, study.ref),
                    _("“{label}” differs in {what} from {cited}.").format(
                        label=study.label,
                        what=_(" and ").join(_differs(each) for each in differs),
                        cited=study.citation.rstrip(".") or study.year,
                    ),
                )


def is_older(ended: date, day: date, years: int = YEARS) -> bool:
    """Whether a day lies more than so many years before another."""
    return (ended.year + years, ended.month, ended.day) < (day.year, day.month, day.day)


def _searches(question: QuestionChain) -> list:
    return list(question.question.searches.all())


def _ended(question: QuestionChain) -> date | None:
    """The last day that any search covers; None where a search does not say."""
    days = [row.covers_to or row.run_on for row in _searches(question)]
    return max(days) if days and None not in days else None


def _differs(what: str) -> str:
    return {"name": _("the name"), "year": _("the year")}[what]


RULES = (
    Rule(
        "one-database",
        "warning",
        gettext_lazy("More than one database is searched."),
        "Lefebvre C et al., 2023, Cochrane Handbook 6.4, 4.3.1",
        one_database,
    ),
    Rule(
        "study-newer-than-search",
        "note",
        gettext_lazy("No study is newer than the search that found it."),
        "Page MJ et al., 2021, PRISMA 2020, BMJ 372:n71, item 6",
        study_newer_than_search,
    ),
    Rule(
        "search-is-old",
        "note",
        gettext_lazy(
            "The search ends no more than two years before publication, or before today while "
            "nothing is published."
        ),
        "Shojania KG et al., 2007, Ann Intern Med 147:224",
        search_is_old,
    ),
    Rule(
        "flow-does-not-add-up",
        "error",
        gettext_lazy("The counts of the flow add up, down to the studies."),
        "Page MJ et al., 2021, PRISMA 2020, BMJ 372:n71, item 16",
        flow_does_not_add_up,
    ),
    Rule(
        "more-studies-than-found",
        "warning",
        gettext_lazy("The results rest on no more studies than were found."),
        "Page MJ et al., 2021, PRISMA 2020, BMJ 372:n71, item 17",
        more_studies_than_found,
    ),
    Rule(
        "study-label-differs",
        "note",
        gettext_lazy("A study's label has the name and year of its citation."),
        "Page MJ et al., 2021, PRISMA 2020, BMJ 372:n71, item 17",
        study_label_differs,
    ),
)
