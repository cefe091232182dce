from itertools import pairwise

import pytest

from publication.bundle.reading import read
from tests.publication.bundle.samples import refused


def test_yaml_keeps_words_that_older_yaml_takes_for_something_else():
    text = b"yes: no\non: off\nran: 2018-08-01\nat: 1:30\nold: 017\noctal: 0o17"

    assert read(text) == {
        "yes": "no",
        "on": "off",
        "ran": "2018-08-01",
        "at": "1:30",
        "old": 17,
        "octal": 15,
    }


def test_yaml_keeps_quoted_scalars_as_text():
    assert read(b"""[ '1', "true", 'null', "" ]""") == ["1", "true", "null", ""]


def test_yaml_follows_aliases():
    assert read(b"a: &x {b: [1, 2]}\nc: *x") == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"a: &x [*x]", "a[0]: the alias *x holds itself (line 1, column 8)"),
        (b"a: *y", "a: the alias *y is defined nowhere (line 1, column 4)"),
        (
            b"a: !!python/object:os.system x",
            "a: the tag 'tag:yaml.org,2002:python/object:os.system' has no meaning in a bundle"
            " (line 1, column 4)",
        ),
        (b"a: !mine [1]", "a: the tag '!mine' has no meaning in a bundle (line 1, column 4)"),
        (
            b"a: &x {b: 1}\nc: {<<: *x}",
            "c: YAML 1.2 has no merge key '<<'; write the keys out (line 2, column 5)",
        ),
        (b"a: [{b: 1, b: 2}]", "a[0]: the key 'b' stands twice (line 1, column 12)"),
        (b"a: {1: x}", "a: the key '1' is not text; put it in quotes (line 1, column 5)"),
        (b"a: {true: x}", "a: the key 'true' is not text; put it in quotes (line 1, column 5)"),
        (b"? [a]\n: b", "line 1, column 3: a key must be text, not a list or a mapping"),
        (b"a: .inf", "a: is not a finite number (line 1, column 4)"),
        (b"a: 1\n---\nb: 2", "line 2, column 1: holds a second document; a bundle is one"),
        (
            b"a: b: c",
            "line 1, column 5: is no YAML: mapping values are not allowed in this context",
        ),
        (b"@a", "line 1, column 1: is no YAML: found character that cannot start any token"),
        (b"%YAML 1.3\n---\na: 1", "line 1, column 1: is no YAML: found incompatible YAML document"),
    ],
)
def test_yaml_refuses_with_path_and_line(text, sentence):
    assert refused(text) == sentence


def test_yaml_refuses_an_alias_bomb_before_it_goes_off():
    letters = "abcdefghi"
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for before, letter in pairwise(letters):
        lines.append(f"{letter}: &{letter} [{', '.join([f'*{before}'] * 10)}]")

    sentence = refused("\n".join(lines).encode())

    assert sentence == "line 6, column 36: holds more than 1000000 values, aliases expanded"


def test_yaml_counts_the_depth_of_aliases_too():
    nested = "x0: &x0 [1]\n" + "".join(f"x{n}: &x{n} [*x{n - 1}]\n" for n in range(1, 50))

    assert refused(nested.encode()) == "line 40, column 12: is nested more than 40 deep"


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- "])
def test_yaml_refuses_deep_nesting_without_recursion(opening):
    assert refused(b"x:\n  " + opening * 100_000).endswith("is nested more than 40 deep")
