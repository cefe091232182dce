"""The house agrees with itself: documents, containers, dependencies and code say the same."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignObject, ManyToManyField, UniqueConstraint
from django.urls import reverse

from audit.sentences import known_verbs
from outbox.handlers import _HANDLERS
from publication.documents import DOCUMENTS

ROOT = Path(settings.BASE_DIR)
PACKAGES = (
    "audit",
    "accounts",
    "outbox",
    "guideline",
    "evidence",
    "voting",
    "hearing",
    "publication",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def code() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of ours that is not a test or a migration, parsed."""
    for package in (*PACKAGES, "config"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def files() -> Iterator[Path]:
    """Every text file of the project."""
    made = {"build", "__pycache__"}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if (name not in made and name[0] != ".") or name == ".ci"
        ]
        for name in names:
            # In a linked work tree `.git` is a file that names the place of the repository.
            if (
                name != ".git"
                and not name.startswith("db.sqlite3")
                and Path(name).suffix not in {".png", ".pyc"}
            ):
                yield Path(folder, name)


def texts(suffix: str = "") -> Iterator[tuple[Path, str]]:
    """The files with this suffix, or all, and what they say."""
    for path in files():
        if path.suffix == suffix or not suffix:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def calls_of(name: str, where: ast.AST) -> list[ast.Call]:
    """The calls of a function of this name, with at least one positional argument."""
    return [
        node
        for node in ast.walk(where)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args
    ]


def words_of(expression: ast.expr) -> set[str]:
    """The strings that an expression may be, where they stand in it."""
    if isinstance(expression, ast.IfExp):
        return words_of(expression.body) | words_of(expression.orelse)
    return {expression.value} if isinstance(expression, ast.Constant) else set()


# --- Settings ----------------------------------------------------------------------------------


def environment_variables() -> set[str]:
    """What config/settings.py reads."""
    module = ast.parse((ROOT / "config/settings.py").read_text(encoding="utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "env"
    }


def test_settings_that_are_read_and_documented_are_the_same():
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.M)

    assert set(documented) == environment_variables()
    assert len(documented) == len(set(documented))


# --- Containers --------------------------------------------------------------------------------


def environments() -> Iterator[tuple[str, dict[str, str]]]:
    for name, service in COMPOSE["services"].items():
        if service["image"] == "plenary":
            yield name, service["environment"]


def test_compose_has_the_services_that_the_documents_promise():
    assert set(COMPOSE["services"]) == {"web", "worker", "relay", "migrate", "database", "redis"}


def test_compose_sets_only_settings_that_exist():
    for name, environment in environments():
        assert (name, set(environment) - environment_variables()) == (name, set())


def test_compose_commands_exist():
    for name, service in COMPOSE["services"].items():
        command = service.get("command", ["gunicorn"])
        if "manage.py" in command:
            assert command[command.index("manage.py") + 1] in get_commands(), name
        else:
            assert command[0] in {"celery", "gunicorn"}, name


def test_compose_reaches_the_services_that_it_names():
    for _name, environment in environments():
        assert "@database:5432/" in environment["DATABASE_URL"]
        assert environment["REDIS_URL"].startswith("redis://redis:6379/")


def test_compose_waits_for_services_that_exist():
    for service in COMPOSE["services"].values():
        assert set(service.get("depends_on", {})) <= set(COMPOSE["services"])


def test_compose_checks_the_health_of_everything_that_stays():
    image_checks = "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()
    unchecked = {
        name
        for name, service in COMPOSE["services"].items()
        if "healthcheck" not in service and not (service["image"] == "plenary" and image_checks)
    }

    assert unchecked == set()
    assert reverse("health") in (ROOT / "Dockerfile").read_text()


def test_compose_lets_the_web_process_be_scaled():
    web = COMPOSE["services"]["web"]

    assert "container_name" not in web
    assert [port.partition("}:")[0] for port in web["ports"]] == ["${WEB_PORTS:-8000-8009"]


def test_compose_holds_no_secret():
    text = (ROOT / "docker-compose.yml").read_text()
    secrets = re.findall(r"^\s+(\w*(?:SECRET|PASSWORD|TOKEN)\w*): *(.+)$", text, re.M)

    assert secrets
    assert {value[:2] for _name, value in secrets} == {"${"}
    assert re.findall(r"://\w+:(?!\$\{)[^@\s]*@", text) == []


def test_example_environment_names_what_compose_asks_for_and_no_secret():
    lines = (ROOT / ".env.example").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))

    assert set(given) == asked
    assert (given["SECRET_KEY"], given["POSTGRES_PASSWORD"]) == ("", "")


@pytest.mark.parametrize(
    ("given", "starts"),
    [
        ({"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "localhost"}, True),
        ({"SECRET_KEY": "x" * 50}, False),
        ({"ALLOWED_HOSTS": "localhost"}, False),
        ({"DEBUG": "1"}, True),
    ],
)
def test_web_process_refuses_to_start_on_unsafe_settings(given, starts):
    result = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=ROOT,
        env={"PATH": "", "DEBUG": "0"} | given,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode == 0) is starts, result.stderr
    assert ("must be set for a web process" in result.stderr) is not starts


# --- Documents ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_generated_document_is_fresh(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == DOCUMENTS[name]()


def test_write_docs_check_exits_with_1_and_names_what_is_stale(monkeypatch, capsys):
    monkeypatch.setitem(DOCUMENTS, "stages.md", lambda: "Something else.")

    with pytest.raises(SystemExit) as exit_:
        call_command("write_docs", check=True)

    assert exit_.value.code == 1
    assert "stages.md" in capsys.readouterr().err


def test_every_command_is_documented():
    ours = {name for name, app in get_commands().items() if app in PACKAGES}
    documented = re.findall(
        r"^\| `manage\.py (\w+)", (ROOT / "docs/structure.md").read_text(), re.M
    )

    assert set(documented) == ours


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]

    assert broken == []


def test_make_lists_every_target():
    text = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", text, re.M).group(1).split()

    listed = re.findall(r"^(\w+):.* ## ", text, re.M)
    assert sorted(listed) == sorted(phony)


# --- Dependencies and rules --------------------------------------------------------------------


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text()
    wanted = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"]

    silent = [name for name in wanted if not re.search(re.escape(f'"{name}",') + r" +# \w", text)]
    assert silent == []


def test_every_dependency_has_a_tested_version():
    def plain(name: str) -> str:
        return re.split(r"[\[<>=]", name)[0].lower().replace("_", "-")

    wanted = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"]
    lines = (ROOT / "constraints.txt").read_text().splitlines()

    assert {plain(name) for name in wanted} - {plain(line) for line in lines} == set()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    assert lines == sorted(lines, key=plain)


def test_every_ignored_rule_and_suppression_has_its_reason():
    ignored = re.search(
        r"^ignore = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.M | re.S
    )
    assert [line for line in ignored.group(1).splitlines() if "#" not in line] == []

    silent = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path, text in texts(".py")
        for line in text.splitlines()
        if re.search(r"# (noqa|type: ignore)(?!.*( [-#] |\()\w)", line)
    ]
    assert silent == []


def test_floors_are_a_contract():
    contracts = {
        contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]
    }
    layers = contracts["Imports run towards the ground"]["layers"]
    pure = contracts["Pure rules know no Django"]["source_modules"]

    floors = ["publication", "hearing", "voting", "evidence", "guideline", "accounts"]
    assert layers[:-1] == floors
    assert sorted(layers[-1].split(" | ")) == ["audit", "outbox"]
    for module in pure:
        path = ROOT / module.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").exists(), module


def _floors() -> dict[str, int]:
    """How high each package lies, the ground being 0."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    return {
        package: height
        for height, layer in enumerate(reversed(layers))
        for package in layer.split(" | ")
    }


def test_no_row_points_to_a_higher_floor():
    """A string such as "voting.Round" is no import; the row would still need the floor above.

    People are Django's own affair: whoever did something is named from every floor.
    """
    floors = _floors()
    upward = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject | ManyToManyField)
        and field.related_model is not get_user_model()
        and {model._meta.app_label, field.related_model._meta.app_label} <= set(floors)
        and floors[field.related_model._meta.app_label] > floors[model._meta.app_label]
    ]

    assert upward == []


def test_every_ordering_ends_in_something_unique():
    """Rows that tie come in any order on PostgreSQL: tables, files and hashes would differ by chance."""
    loose = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in _floors()
        and model._meta.ordering
        and not any(unique <= _ordered_by(model) for unique in _unique_in(model))
    ]

    assert loose == []


def _ordered_by(model) -> set[str]:
    named = {name.lstrip("-").removesuffix("_id") for name in model._meta.ordering}
    return named | {model._meta.pk.name} if "pk" in named else named


def _unique_in(model) -> list[set[str]]:
    alone = [{field.name} for field in model._meta.fields if field.unique]
    together = [
        set(each.fields)
        for each in model._meta.constraints
        if isinstance(each, UniqueConstraint) and each.fields and not each.condition
    ]
    return [*alone, *together]


def test_no_migration_waits_for_a_higher_floor_any_more():
    floors = _floors()
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    upward = [
        key
        for key, migration in migrations.items()
        for needed, _name in migration.dependencies
        if {key[0], needed} <= set(floors) - {"accounts"} and floors[needed] > floors[key[0]]
    ]

    # Agendas once pointed up; a squash that leaves this one behind is free to leave it out.
    assert upward == [("guideline", "0011_meetings")]


def test_no_test_clicks_without_saying_whether_the_page_is_left():
    """`tests/chromium.py` has `follow` and `press`, which wait, and `unfold` and `click_in_place`."""
    clicking = [
        path.name
        for path, text in texts(".py")
        if path.is_relative_to(ROOT / "tests") and ".click" + "(" in text
    ]

    assert clicking == ["chromium.py"]


def test_no_module_is_named_for_nothing():
    names = {"utils", "helpers", "common", "misc", "tools"}

    assert [path for path in files() if names & {path.stem, *path.relative_to(ROOT).parts}] == []


# --- Records -----------------------------------------------------------------------------------


def recorded() -> Iterator[tuple[Path, ast.expr]]:
    """The verb of each call of `record`, followed through a function that only passes it on."""
    for path, module in code():
        functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
        for function in functions:
            for call in calls_of("record", function):
                verb = call.args[0]
                parameters = [argument.arg for argument in function.args.args]
                if not isinstance(verb, ast.Name) or verb.id not in parameters:
                    yield path, verb
                    continue
                position = parameters.index(verb.id)
                for passing in calls_of(function.name, module):
                    yield path, passing.args[position]


def test_every_recorded_verb_has_a_sentence():
    verbs = set().union(*(words_of(verb) for _path, verb in recorded()))

    assert verbs
    assert verbs - known_verbs() == set()


def test_every_recorded_verb_can_be_read_off_the_code():
    hidden = [
        f"{path.relative_to(ROOT)}: {ast.unparse(verb)}"
        for path, verb in recorded()
        if not words_of(verb)
    ]

    assert hidden == []


def test_every_kind_of_work_that_is_asked_for_has_a_handler():
    calls = [call for _path, module in code() for call in calls_of("enqueue", module)]
    kinds = set().union(*(words_of(call.args[0]) for call in calls))

    assert kinds - set(_HANDLERS) == set()


# --- Manners -----------------------------------------------------------------------------------


def test_no_file_names_a_place_on_somebody_s_machine():
    machine = re.compile(
        "|".join(f"(?<![\\w.-])/{place}/" for place in ("work", "tmp", "root", "home"))
    )

    named = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path, text in texts()
        for line in text.splitlines()
        if machine.search(line)
    ]
    assert named == []


def test_every_page_has_a_test_of_its_own():
    lacking = [
        f"{path.parent.parent.name}/{path.stem}"
        for package in PACKAGES
        for path in (ROOT / package / "views").glob("*.py")
        if path.stem != "__init__"
        and not (ROOT / "tests" / package / "views" / f"test_{path.stem}.py").exists()
    ]

    assert lacking == []
