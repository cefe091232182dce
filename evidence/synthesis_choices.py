"""What may be chosen for a synthesis, by the kind of its outcome, and what does not go together. Pure.

A choice maps `measure`, `method`, `model`, `tau2`, `ci` (the interval) and `profile` to words of
`evidence.synthesis.recipe`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.effects import DEFAULT_SYNTHESIS

KEYS = ("measure", "method", "model", "tau2", "ci", "profile")
MODELS = ("random", "fixed")
ESTIMATORS = ("dl", "reml", "pm", "ml")
INTERVALS = ("wald", "hksj", "hksj_adhoc")
PROFILES = ("revman5", "general")
# What is meant where a body does not say it; these two are not written down either.
USUAL = {"tau2": "dl", "ci": "wald", "profile": "revman5"}
SILENT = ("ci", "profile")

_EVERY_KIND = {"model": MODELS, "tau2": ESTIMATORS, "ci": INTERVALS, "profile": PROFILES}
_OF_KIND: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "dichotomous": {"measure": ("RR", "OR", "RD", "PETO"), "method": ("mh", "iv", "peto")},
    "continuous": {"measure": ("MD", "SMD"), "method": ("iv",)},
    "generic": {"measure": ("HR", "RR", "OR", "RD", "MD", "SMD", "GIV"), "method": ("iv",)},
}
WITH_MANTEL_HAENSZEL = ("RR", "OR", "RD")


def offered(kind: str) -> dict[str, tuple[str, ...]]:
    """The words of each key that fit the kind of outcome; nothing for a kind that is not pooled so."""
    return {**_OF_KIND[kind], **_EVERY_KIND} if kind in _OF_KIND else {}


def completed(kind: str, synthesis: Mapping[str, Any]) -> dict[str, str]:
    """The choice of a body with what it leaves unsaid, in the words of `offered`."""
    said = {key: value for key, value in synthesis.items() if key in KEYS and value}
    return settled(USUAL | DEFAULT_SYNTHESIS.get(kind, {}) | said)


def settled(chosen: Mapping[str, str]) -> dict[str, str]:
    """The choice without what means nothing in it: a fixed-effect model has no τ²."""
    without = ("tau2",) if chosen.get("model") == "fixed" else ()
    return {key: chosen[key] for key in KEYS if chosen.get(key) and key not in without}


def to_keep(chosen: Mapping[str, str]) -> dict[str, str]:
    """The choice as a body keeps it: what every synthesis does is left unsaid."""
    kept = settled(chosen)
    return {k: word for k, word in kept.items() if k not in SILENT or word != USUAL[k]}


def misfits(kind: str, chosen: Mapping[str, str]) -> list[str]:
    """Codes of everything that is wrong with a choice; empty when it can be computed.

    `unknown-KEY` for a word that the kind does not offer; `mantel-haenszel-measure`,
    `peto-measure`, `peto-model`, `interval-model` for what does not go together.
    """
    known = offered(kind)
    unknown = [key for key, words in known.items() if chosen.get(key, words[0]) not in words]
    if not known or unknown:
        return [f"unknown-{key}" for key in unknown] or ["not-pooled"]
    return list(_at_odds(chosen))


def _at_odds(chosen: Mapping[str, str]) -> Iterator[str]:
    measure, method, model = (chosen.get(key) for key in ("measure", "method", "model"))
    if method == "mh" and measure not in WITH_MANTEL_HAENSZEL:
        yield "mantel-haenszel-measure"
    if method == "peto" and measure != "PETO":
        yield "peto-measure"
    if method == "peto" and model != "fixed":
        yield "peto-model"
    if model == "fixed" and chosen.get("ci", "wald") != "wald":
        yield "interval-model"
