"""`manage.py export_profile SLUG QUESTION PATH`."""

import zipfile

import pytest
from django.core.management import CommandError, call_command


def test_export_profile_writes_the_format_of_the_ending(question, tmp_path, capsys):
    path = tmp_path / "evidence.ZIP"

    call_command("export_profile", "livers", "q1", str(path))

    assert "README.html" in zipfile.ZipFile(path).namelist()
    assert capsys.readouterr().out == f"wrote {path}\n"


@pytest.mark.parametrize(
    ("slug", "ref", "name", "said"),
    [
        ("livers", "q1", "evidence.exe", "evidence.exe ends in no known format"),
        ("livers", "q9", "evidence.zip", "there is no question 'q9' in a guideline 'livers'"),
        ("none", "q1", "evidence.zip", "there is no question 'q1' in a guideline 'none'"),
    ],
)
def test_export_profile_says_what_is_wrong_and_writes_nothing(
    question, tmp_path, slug, ref, name, said
):
    with pytest.raises(CommandError, match=said) as refused:
        call_command("export_profile", slug, ref, str(tmp_path / name))

    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_export_profile_says_where_it_cannot_write(question, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("export_profile", "livers", "q1", str(tmp_path / "nowhere/evidence.zip"))
