"""Publication bias: small sponsored studies, asymmetry from ten studies on, studies never published."""

from evidence.grade.proposals.body_figures import AsymmetryTest, BodyFigures, StudyFigures
from evidence.grade.proposals.rule import Figure, Proposal, Rule, Source
from evidence.grade.proposals.settings import Settings
from evidence.grade.proposals.shares import Shares, shares_by

# Fewer studies cannot tell chance from asymmetry (Sterne 2011, BMJ 343:d4002).
ENOUGH_STUDIES = 10
# The test that is heard: Deeks' for accuracy, Peters' before Egger's for odds; Begg's has little power.
TESTS = {"accuracy": ("deeks",), "dichotomous": ("peters", "egger", "begg")}
OTHER_TESTS = ("egger", "begg")

DOMAIN = "publication_bias"
_FIGURE = Source(
    "Guyatt G et al.",
    2025,
    "Core GRADE 4, BMJ 389:e083864, figure 5",
    "'small' and 'most' have no number: under 100 participants, over half of the studies",
)
_TESTS = Source(
    "Sterne JAC et al.",
    2011,
    "BMJ 343:d4002; Egger 1997, BMJ 315:629, and Deeks 2005, J Clin Epidemiol 58:882 (P < 0.1); "
    "Core GRADE 4, BMJ 2025;389:e083864, figure 5",
    "the limit of P is a custom; the sources ask whether asymmetry strongly suggests it",
)

SMALL_AND_SPONSORED = Rule(
    DOMAIN,
    "publication_bias.small-and-sponsored",
    _FIGURE,
    "Most studies are small and paid for by industry: one step.",
)
ASYMMETRY = Rule(
    DOMAIN,
    "publication_bias.asymmetry",
    _TESTS,
    "Ten studies or more and a test that finds asymmetry: one step, or none.",
)
NO_ASYMMETRY = Rule(
    DOMAIN,
    "publication_bias.no-asymmetry",
    _TESTS,
    "Ten studies or more and a test that finds no asymmetry: none.",
)
NO_TEST = Rule(
    DOMAIN, "publication_bias.no-test", _TESTS, "Ten studies or more, but no test that suits them."
)
UNPUBLISHED = Rule(
    DOMAIN,
    "publication_bias.unpublished-known",
    _FIGURE,
    "Studies are known that were never published: one step.",
)
NONE_UNPUBLISHED = Rule(
    DOMAIN,
    "publication_bias.none-unpublished",
    _FIGURE,
    "Fewer than ten studies, and a search for unpublished ones found none: none.",
)
TOO_FEW = Rule(
    DOMAIN,
    "publication_bias.too-few-studies",
    _FIGURE,
    "Fewer than ten studies and nobody said whether unpublished ones are known: ask.",
)
RULES = (
    SMALL_AND_SPONSORED,
    ASYMMETRY,
    NO_ASYMMETRY,
    NO_TEST,
    UNPUBLISHED,
    NONE_UNPUBLISHED,
    TOO_FEW,
)


def propose(body: BodyFigures, edition: str, settings: Settings) -> Proposal:
    """Return the proposal for publication bias: never more than one step, in every edition."""
    if sponsored := _small_and_sponsored(body, settings):
        return sponsored
    if body.unpublished:
        return UNPUBLISHED.proposes(
            1, "unpublished-known", {"unpublished": body.unpublished, "studies": body.n_studies}
        )
    if body.n_studies >= ENOUGH_STUDIES:
        return _by_test(body, settings)
    figures = {"studies": body.n_studies, "enough": ENOUGH_STUDIES}
    if body.unpublished == 0:
        return NONE_UNPUBLISHED.proposes(0, "none-unpublished", figures)
    return TOO_FEW.cannot_say("too-few-studies", figures)


def _small_and_sponsored(body: BodyFigures, settings: Settings) -> Proposal | None:
    if not body.studies:
        return None
    held = shares_by(body.studies, lambda study: _sort_of(study, settings.small_study))
    by_number = _by_number(body.studies, settings.small_study)
    if by_number["small-and-sponsored"] <= 50:
        return None
    return SMALL_AND_SPONSORED.proposes(
        1,
        "small-and-sponsored",
        {
            "share": by_number["small-and-sponsored"],
            "weight": held["small-and-sponsored"] if held.by == "weight" else None,
            "studies": body.n_studies,
            "small": settings.small_study,
        },
    )


def _by_number(studies: tuple[StudyFigures, ...], small: int) -> Shares:
    """Shares of the number of studies: small ones have little weight, and that is the point."""
    sorts = [_sort_of(study, small) for study in studies]
    return Shares({sort: 100 * sorts.count(sort) / len(sorts) for sort in set(sorts)}, "studies")


def _sort_of(study: StudyFigures, small: int) -> str:
    if study.participants is None or study.industry is None:
        return "unknown"
    return "small-and-sponsored" if study.industry and study.participants < small else "other"


def _by_test(body: BodyFigures, settings: Settings) -> Proposal:
    test = heard_of(body)
    if test is None or test.p is None:
        return NO_TEST.cannot_say("no-test", {"studies": body.n_studies})
    figures: dict[str, Figure] = {
        "test": test.name,
        "p": test.p,
        "limit": settings.asymmetry_p,
        "studies": body.n_studies,
    }
    if test.p < settings.asymmetry_p:
        return ASYMMETRY.proposes(1, "asymmetry", figures, allowed=(0, 1))
    return NO_ASYMMETRY.proposes(0, "no-asymmetry", figures)


def heard_of(body: BodyFigures) -> AsymmetryTest | None:
    """Return the one test that suits the data best; None where none that suits has a P."""
    with_p = {test.name: test for test in body.asymmetry if test.p is not None}
    wanted = TESTS.get(body.kind, OTHER_TESTS)
    return next((with_p[name] for name in wanted if name in with_p), None)
