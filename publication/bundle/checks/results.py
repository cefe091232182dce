"""Results of studies: figures that fit the outcome, counts within totals, codes of the right tool."""

from collections.abc import Iterator, Mapping

from evidence.effects import ACCURACY_COLUMNS, COLUMNS
from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem
from publication.bundle.shape.studies import BIAS_CODES

FIGURES = frozenset(
    [
        "events_1",
        "total_1",
        "events_2",
        "total_2",
        "mean_1",
        "sd_1",
        "mean_2",
        "sd_2",
        "log_effect",
        "se",
        "tp",
        "fp",
        "fn",
        "tn",
        "value",
        "value_comparison",
        "unit",
    ]
)
OBSERVED = ("total_1", "value", "value_comparison", "unit")
NEEDED = {**COLUMNS, "diagnostic": ACCURACY_COLUMNS}
# What may stand beside the figures that are needed.
WELCOME = {
    "generic": ("events_1", "total_1", "events_2", "total_2"),
    "narrative": OBSERVED,
    "reported": OBSERVED,
}
TOOLS = {
    "rob-2": ("low", "some-concerns", "high"),
    "robins-i": ("low", "moderate", "serious", "critical", "no-information"),
    "quadas-2": ("low", "high", "unclear"),
}
OTHER_TOOLS = ("low", "unclear", "high")
BIAS_KEYS = ("overall", "selection", "index_test", "reference", "flow")


def check(bundle: Place) -> Iterator[Problem]:
    """The studies of each question, then the results on each of its outcomes."""
    for question in bundle.each("questions"):
        tools = {}
        for study in question.each("studies"):
            tools[study["id"].text or ""] = study["risk_of_bias"]["tool"].text
            yield from _bias_of_study(study["risk_of_bias"])
        for outcome in question.each("outcomes"):
            kind = outcome["type"].text or "narrative"
            for holder in (outcome, *outcome.each("bodies")):
                yield from of_holder(holder, kind, tools)


def of_holder(holder: Place, kind: str, tools: Mapping[str, str | None]) -> Iterator[Problem]:
    """One body's results, and the limits of what it reports; `tools` are those of the studies."""
    for result in holder.each("results"):
        yield from _fitting(result, kind)
        yield from _possible(result)
        yield from _bias(result["risk_of_bias"], tools.get(result["study"].text or ""))
    for key in ("ci", "range"):
        yield from _in_order(holder["reported"][key])


def _fitting(result: Place, kind: str) -> Iterator[Problem]:
    if kind not in (*NEEDED, *WELCOME) or not isinstance(result.value, dict):
        return
    needed = NEEDED.get(kind, ())
    for key in needed:
        if not result[key].given:
            yield result[key].says(f"is missing: a {kind} outcome needs {', '.join(needed)}")
    allowed = {*needed, *WELCOME.get(kind, ())}
    for key, place in result.entries():
        if key in FIGURES and key not in allowed and place.given:
            yield place.says(f"does not fit a {kind} outcome")


def _possible(result: Place) -> Iterator[Problem]:
    for arm in "12":
        events, total = result[f"events_{arm}"], result[f"total_{arm}"]
        if events.whole is not None and total.whole is not None and events.whole > total.whole:
            yield events.says(f"{events.whole} events among {total.whole}")
        if total.whole == 0:
            yield total.says("must be at least 1")
    for key in ("sd_1", "sd_2", "se"):
        spread = result[key].number
        if spread is not None and spread <= 0:
            yield result[key].says("must be more than 0")


def _in_order(limits: Place) -> Iterator[Problem]:
    figures = limits.value if isinstance(limits.value, list) else []
    match [Place(figure).number for figure in figures]:
        case [float() | int() as low, float() | int() as high] if low > high:
            yield limits.says("the lower limit comes first")


def _bias_of_study(bias: Place) -> Iterator[Problem]:
    tool = bias["tool"].text
    if tool is None:
        return
    for key in BIAS_KEYS:
        yield from _bias(bias[key], tool)
    for _, place in bias["applicability"].entries():
        yield from _bias(place, tool)


def _bias(place: Place, tool: str | None) -> Iterator[Problem]:
    known = TOOLS.get(tool, OTHER_TOOLS) if tool else BIAS_CODES
    # A word that no tool knows is a matter of the shape.
    if place.text in BIAS_CODES and place.text not in known:
        yield place.says(f"must be {', '.join(known)} with {tool}, not {place.text}")
