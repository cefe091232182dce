"""The JSON Schema of a bundle, from the shape that the importer reads with."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from publication.bundle.shape import FORMAT, Bundle


class _Generator(GenerateJsonSchema):
    """Without titles that only repeat a key and defaults that only say nothing; no other keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def dict_schema(self, schema: Any) -> dict[str, Any]:
        made = super().dict_schema(schema)
        return made | {"additionalProperties": False} if "patternProperties" in made else made

    def default_schema(self, schema: Any) -> dict[str, Any]:
        made = super().default_schema(schema)
        if made.get("default", ...) is None:
            # Every key that may be left out may be empty too; that is no news.
            del made["default"]
        return made

    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> dict[str, Any]:
        made = super().generate(schema, mode)
        for definition in (made, *made.get("$defs", {}).values()):
            definition.pop("title", None)
        return made


def json_schema() -> dict[str, Any]:
    """The schema as data (JSON Schema, draft 2020-12)."""
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": FORMAT}
    return head | Bundle.model_json_schema(schema_generator=_Generator)


def schema_text() -> str:
    """The schema as `docs/bundle.schema.json` holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
