import json
from pathlib import Path

import pytest

from publication.bundle.limits import MOST_BYTES
from publication.bundle.reading import read
from tests.publication.bundle.samples import EXAMPLE, example, refused


def test_read_tells_json_from_yaml_by_content(tmp_path):
    path = tmp_path / "bundle.yaml"
    path.write_text(json.dumps(example()), encoding="utf-8")

    assert read(path) == read(EXAMPLE)


def test_read_takes_yaml_that_begins_like_json():
    assert read(b"{format: x, list: [a, 'b']}") == {"format": "x", "list": ["a", "b"]}


def test_read_takes_the_guideline_of_a_directory(tmp_path):
    (tmp_path / "guideline.yaml").write_text("a: 1")

    assert read(tmp_path) == {"a": 1}


def test_read_takes_json_in_a_directory_without_yaml(tmp_path):
    (tmp_path / "guideline.json").write_text('{"a": 1}')

    assert read(tmp_path) == {"a": 1}


def test_read_refuses_a_directory_without_a_bundle(tmp_path):
    assert refused(tmp_path) == "is a directory without guideline.yaml or guideline.json"


def test_read_refuses_a_missing_file(tmp_path):
    assert refused(tmp_path / "nothing.yaml") == "there is no such file"


def test_read_refuses_what_is_no_file():
    assert refused(Path("/dev/zero")) == "is not a file"


def test_read_refuses_a_name_with_a_null(tmp_path):
    assert refused(tmp_path / "a\0b") == "is no name of a file"


def test_read_refuses_a_large_file_by_its_size(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    assert refused(path) == "is 200 MB; a bundle may have 20 MB"


def test_read_refuses_bytes_beyond_the_limit():
    assert refused(b" " * (MOST_BYTES + 1)) == "is 21 MB; a bundle may have 20 MB"


@pytest.mark.parametrize("raw", [b"", b" \n\t\n"])
def test_read_refuses_what_is_empty(raw):
    assert refused(raw) == "is empty"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\xff\xfea\x00", "is encoded as UTF-16; save it as plain UTF-8"),
        (b"a: 1\nb: \xff", "line 2, column 4 (byte 8): byte 0xff is not UTF-8 text"),
        (b"a: \xed\xa0\x80", "line 1, column 4 (byte 3): byte 0xed is not UTF-8 text"),
        (b"a: 1\nb: \x00", "line 2, column 4: the character U+0000 may not stand in a bundle"),
        (b"a: \x1b[31m", "line 1, column 4: the character U+001B may not stand in a bundle"),
        (b'a: [x, "\\0"]', "a[1]: the character U+0000 may not stand in a bundle"),
        (b'{"a": "\\ud800"}', "a: the character U+D800 may not stand in a bundle"),
    ],
)
def test_read_refuses_other_encodings_and_control_characters(raw, sentence):
    assert refused(raw) == sentence


def test_read_names_every_escaped_character_that_may_not_stand():
    assert refused(b'{"a": "\\u0000", "b": ["\\u0001"]}').splitlines() == [
        "a: the character U+0000 may not stand in a bundle",
        "b[0]: the character U+0001 may not stand in a bundle",
    ]


def test_read_refuses_binary_files():
    assert refused(b"\x89PNG\r\n\x1a\n\x00").endswith("byte 0x89 is not UTF-8 text")


def test_read_keeps_line_ends_and_letters_of_every_script():
    assert read('{"a": "b\\r\\n\\t肝\U0001fac0"}'.encode()) == {"a": "b\r\n\t肝\U0001fac0"}


def test_reading_passes_over_a_mark_of_utf8():
    assert read(b"\xef\xbb\xbfa: 1") == {"a": 1}
