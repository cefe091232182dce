import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publication.bundle.characters import FORBIDDEN
from publication.bundle.problems import BundleRefused
from publication.bundle.reading import read
from publication.bundle.writing import as_json, as_yaml, write

TRICKY = [
    "yes", "No", "on", "off", "y", "null", "~", "true", "0o17", "017", "0x1F", "1_000", "1:30", "1e3", ".5", "5.",
    ".inf", "-.nan", "7", "-7", "+7", "2018-08-01", "2018-8-1", "0000-00-00", "=", "<<", "-", "--", "---", "...",
    "- a", "-a", "? a", "?a", ": a", ":a", "a: b", "a:b", "a:", "a #b", "a#b", "#a", "[a", "{a", "a]", "&a", "*a",
    "!a", "|", "> a", "'a'", '"a"', "%a", "@a", "`a", ",a", " a", "a ", "\ta", "a\tb", "a\nb", "a\n", "\na", "a\n\n",
    "a\n  b\n", " a\nb", "a \nb", "a\r\nb", "\u2028", "a\u0085b", "\ufeffa", "a\xa0b", "肝転移", "\U0001fac0", "",
]  # fmt: skip
_letters = "-?:#'\"|>%@`!&*{}[], \nabyno019.eE_+~<=/\\\t\r\x85\xa0\u2028\ufeff"
_texts = st.one_of(st.sampled_from(TRICKY), st.text(), st.text(alphabet=_letters)).filter(
    lambda text: not FORBIDDEN.search(text)
)
_scalars = st.one_of(
    _texts,
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)
_data = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(_texts.filter(bool), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_data)
def test_yaml_reads_back_as_it_was_written(data):
    text = as_yaml({"data": data})

    assert (read(text.encode()), as_yaml(read(text.encode()))) == ({"data": data}, text)


@given(_data)
def test_json_reads_back_as_it_was_written(data):
    text = as_json({"data": data})

    assert (read(text.encode()), as_json(read(text.encode()))) == ({"data": data}, text)


@pytest.mark.parametrize("text", TRICKY)
def test_older_yaml_reads_the_same_text(text):
    found = yaml.safe_load(as_yaml([text]))[0]

    # A date comes back as a date, and is written again as it was.
    assert str(found) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A or B?", "A or B?"),
        ("yes", '"yes"'),
        ("0.5", '"0.5"'),
        ("2018-08-01", "2018-08-01"),
        ("2020-02-01T09:00:00+09:00", "2020-02-01T09:00:00+09:00"),
        ("RR: 1.2", '"RR: 1.2"'),
        ("a\tb\u2028", '"a\\tb\\u2028"'),
        ("肝転移", "肝転移"),
        ("-12 (95 % CI)", "-12 (95 % CI)"),
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\n\ntwo\n", "|\n  one\n\n  two"),
    ],
)
def test_yaml_quotes_only_what_needs_it(text, line):
    assert as_yaml({"a": text}) == f"a: {line}\n"


def test_yaml_stands_in_block_style():
    assert as_yaml({"a": [{"b": 1, "c": [1.5, True]}, []], "d": {}}) == (
        "a:\n  - b: 1\n    c:\n      - 1.5\n      - true\n  - []\nd: {}\n"
    )


def test_write_takes_the_format_from_the_ending(tmp_path):
    write({"a": 1}, tmp_path / "a.json")
    write({"a": 1}, tmp_path / "a.yaml")

    assert (json.loads((tmp_path / "a.json").read_text()), (tmp_path / "a.yaml").read_text()) == (
        {"a": 1},
        "a: 1\n",
    )


def test_write_into_a_directory_writes_its_guideline(tmp_path):
    assert write({"a": 1}, tmp_path) == tmp_path / "guideline.yaml"


def test_write_says_in_words_why_it_cannot(tmp_path):
    path = tmp_path / "nowhere" / "a.yaml"

    with pytest.raises(BundleRefused) as raised:
        write({"a": 1}, path)

    assert str(raised.value) == f"{path}: cannot be written: No such file or directory"


def test_write_leaves_nothing_beside_the_file(tmp_path):
    write({"a": 1}, tmp_path / "a.yaml")

    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
