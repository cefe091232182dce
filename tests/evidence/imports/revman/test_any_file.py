"""Any bytes, and any damage to a good file, end in a review or in problems, never in a traceback."""

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.imports.revman.comparing import compare
from evidence.imports.revman.opening import read_review
from tests.evidence.imports.revman.files import DATA, comparison

GOOD = [
    (DATA / name).read_bytes() for name in ("odds_ratios.rm5", "every_kind.rm5", "diagnostic.rm5")
] + [(DATA / "package" / "synthetic-data-rows.csv").read_bytes()]
PREFIXES = st.sampled_from(["DICH", "CONT", "IV", "IPD", "OTHER"])
NUMBERS = st.one_of(
    st.integers(-3, 40).map(str),
    st.floats().map(str),
    st.sampled_from(["", "NaN", "-Infinity", "1e308", "1e-320", "x", "٣", "1e400"]),
)
ROW_NAMES = st.sampled_from(
    [
        "EVENTS_1",
        "TOTAL_1",
        "EVENTS_2",
        "TOTAL_2",
        "MEAN_1",
        "SD_1",
        "MEAN_2",
        "SD_2",
        "O_E",
        "VAR",
        "ESTIMATE",
        "SE",
        "EFFECT_SIZE",
        "CI_START",
        "CI_END",
        "LOG_EFFECT_SIZE",
        "WEIGHT",
        "ESTIMABLE",
    ]
)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "METHOD": st.sampled_from(["MH", "IV", "PETO", "?"]),
        "EFFECT_MEASURE": st.sampled_from(["RR", "OR", "RD", "PETO_OR", "MD", "SMD", "HR"]),
        "RANDOM": st.sampled_from(["YES", "NO"]),
        "TOTALS": st.sampled_from(["YES", "SUB", "NO"]),
        "SUBGROUPS": st.sampled_from(["YES", "NO"]),
        "SWAP_EVENTS": st.sampled_from(["YES", "NO"]),
        "LOG_DATA": st.sampled_from(["YES", "NO"]),
        "CI_TOTAL": st.sampled_from(["90", "95", "0", "100", "x"]),
        "EFFECT_SIZE": NUMBERS,
        "CHI2": NUMBERS,
    },
)


def read_and_compared(content: bytes) -> None:
    """Read and compare, and check what every answer promises."""
    review, problems = read_review(content)
    assert (review is None) == any(problem.stops for problem in problems)
    assert all(str(problem) for problem in problems)
    if review is not None:
        got = compare(review)
        assert got.compared == got.agreed + len(got.disagreements)
        assert all(str(each) for each in (*got.disagreements, *got.not_computed))


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(content):
    read_and_compared(content)


@given(st.binary(max_size=200))
def test_any_bytes_that_claim_to_be_a_zip_are_answered(content):
    read_and_compared(b"PK\x03\x04" + content)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(GOOD), st.data())
def test_any_damage_is_answered(content, data):
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    put = data.draw(st.binary(max_size=10))

    read_and_compared(content[:start] + put + content[end:])


def _attributes(given: dict[str, str]) -> str:
    kept = {name: value.replace('"', "").replace("<", "") for name, value in given.items()}
    return " ".join(f'{name}="{value}"' for name, value in kept.items())


@settings(max_examples=150, deadline=None)
@given(
    PREFIXES,
    SETTINGS,
    st.lists(st.dictionaries(ROW_NAMES, NUMBERS), max_size=4),
    st.lists(st.dictionaries(ROW_NAMES, NUMBERS), max_size=3),
)
def test_any_figures_are_answered(prefix, chosen, alone, grouped):
    def rows(of):
        return "".join(f'<{prefix}_DATA STUDY_ID="S1" {_attributes(row)}/>' for row in of)

    group = f"<{prefix}_SUBGROUP NO='1'><NAME>g</NAME>{rows(grouped)}</{prefix}_SUBGROUP>"
    outcome = f"<{prefix}_OUTCOME {_attributes(chosen)}><NAME>n</NAME>{rows(alone)}"

    read_and_compared(comparison(f"{outcome}{group * bool(grouped)}</{prefix}_OUTCOME>"))
