"""What the description of the REST interface says of refusals: the same for every address."""

from typing import Any

from accounts.problems import PROBLEM_TYPE

_TEXT = {"type": "string"}
PROBLEM = {
    "type": "object",
    "description": "What refuses a request (RFC 9457); `code` tells refusals of one status apart.",
    "required": ["title", "status", "code", "detail"],
    "properties": {
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": _TEXT,
        "detail": _TEXT,
        "errors": {
            "description": "What is wrong, by key of what was sent.",
            "oneOf": [{"type": "object", "additionalProperties": True}, {"type": "array"}],
        },
        "blockers": {
            "type": "array",
            "items": {"type": "object", "properties": {"detail": _TEXT, "link": _TEXT}},
        },
    },
}
_REFUSED = {
    "description": "Refused; docs/rest.md says which status means what.",
    "content": {
        PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}},
    },
}


def with_refusals(result: dict[str, Any], **_asked: Any) -> dict[str, Any]:
    """The description with a refusal among the answers of every operation (a hook of drf-spectacular)."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["4XX"] = _REFUSED
    return result
