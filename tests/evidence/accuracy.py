"""Diagnostic outcomes with results, for tests of what is pooled of them."""

from tests import factories

NOT_DICHOTOMOUS = dict.fromkeys(("events_1", "total_1", "events_2", "total_2"))
# Made-up counts TP, FP, FN, TN that bear the whole bivariate model.
WELL_BEHAVED = (
    (90, 12, 10, 48),
    (31, 3, 29, 77),
    (70, 20, 20, 41),
    (20, 1, 21, 53),
    (57, 4, 25, 70),
    (44, 20, 6, 60),
)


def accuracy_outcome(question, tables, *, studies=None, **fields):
    """An outcome with these tables, each of a study of its own or of those given."""
    outcome = factories.make_outcome(question=question, type="diagnostic", **fields)
    body = factories.make_body(outcome=outcome)
    for i, table in enumerate(tables):
        study = studies[i] if studies else factories.make_study(question=question, label=f"S {i}")
        counts = dict(zip(("tp", "fp", "fn", "tn"), table, strict=True))
        factories.make_result(body=body, study=study, **NOT_DICHOTOMOUS, **counts)
    return outcome
