"""The help page on roles, generated from the table that grants permissions."""

from django.test import Client

from guideline.roles import ROLES
from guideline.words import words


def test_each_role_stands_with_its_paragraph(db):
    found = Client().get("/roles/").content.decode()

    for role in ROLES:
        assert f'<h2 id="role-{role.name}">{words(role.name).capitalize()}</h2>' in found
        assert role.paragraph in found


def test_only_those_who_vote_are_said_to_vote(db):
    found = Client().get("/roles/").content.decode()
    sections = found.split('<h2 id="role-')[1:]

    voting = [part.split('"')[0] for part in sections if " vote, " in part]

    assert voting == ["chair", "member"]
