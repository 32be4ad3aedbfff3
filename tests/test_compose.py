"""The compose file, held to the schema of the Compose Specification (see `compose/README.md`)."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads(Path(__file__).with_name("compose").joinpath("compose-spec.json").read_text(encoding="utf-8"))
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def check(document: object) -> None:
    Draft202012Validator(SCHEMA).validate(document)


def test_the_compose_file_keeps_to_the_specification() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    check(COMPOSE)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("helthcheck", {}),
        ("ports", "7474:7474"),
        ("restart", 3),
        ("healthcheck", {"interval": 5}),
        ("depends_on", {"other": {"condition": "service_well"}}),
        ("environment", {"NEO4J_AUTH": ["neo4j"]}),
    ],
)
def test_a_mistake_in_it_is_found(place: str, value: Any) -> None:
    document = copy.deepcopy(COMPOSE)
    document["services"]["neo4j"][place] = value
    with pytest.raises(ValidationError):
        check(document)


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_names_is_there(name: str) -> None:
    service = SERVICES[name]
    assert set(service.get("depends_on", ())) <= set(SERVICES)
    named = {match[1] for volume in service["volumes"] if (match := re.match(r"(\w+):", volume))}
    assert named <= set(COMPOSE["volumes"])
    assert "build" not in service or (ROOT / service["build"] / "Dockerfile").is_file()


def test_the_server_is_open_to_this_machine_alone_and_wants_a_password() -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["neo4j"]["ports"])
    assert SERVICES["neo4j"]["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
