"""YAML 1.2 to plain data: libyaml's events under the core schema, within limits, without recursion.

Aliases are followed, but counted as if they were written out, so that a small file cannot grow into
a large one. Tags, merge keys, repeated keys and keys that are not text are refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from publication.bundle.limits import MOST_DEPTH, MOST_NODES
from publication.bundle.problems import BundleRefused, Step, path_text, refusal
from publication.bundle.scalars import BadScalar, Scalar, resolve

NO_KEY: Any = object()


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A node that an alias may repeat: its value, and how much it is when written out."""

    value: Any
    nodes: int
    depth: int


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled."""

    value: dict[str, Any] | list[Any]
    step: Step | None
    anchor: str | None
    key: Any = NO_KEY
    nodes: int = 1
    depth: int = 1

    @property
    def awaits_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is NO_KEY


@dataclass(slots=True)
class _Builder:
    """Builds one document from events; every refusal names the path or the line."""

    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    nodes: int = 0
    documents: int = 0
    result: Any = None

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.close()
            case yaml.DocumentStartEvent():
                self.document(event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise refusal("holds a second document; a bundle is one", line_of(event))

    def open(self, event: Any) -> None:
        self.refuse_tag(event)
        if self.stack and self.stack[-1].awaits_key:
            raise self.problem(event, "a key must be text, not a list or a mapping")
        self.count(event, nodes=1, depth=1)
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(value, self.step(), event.anchor))
        if event.anchor:
            # Until it is closed, an alias to it would hold itself.
            self.anchors.pop(event.anchor, None)

    def close(self) -> None:
        done = self.stack.pop()
        self.place(done.value, done.nodes, done.depth, done.anchor)

    def scalar(self, event: Any) -> None:
        self.refuse_tag(event)
        self.count(event, nodes=1, depth=0)
        if self.stack and self.stack[-1].awaits_key:
            self.take_key(event, self.value_of(event))
            if event.anchor:
                self.anchors[event.anchor] = _Anchored(self.stack[-1].key, 1, 0)
        else:
            self.place(self.value_of(event), 1, 0, event.anchor)

    def value_of(self, event: Any) -> Scalar:
        if not event.implicit[0]:
            return str(event.value)
        try:
            return resolve(event.value)
        except BadScalar as error:
            raise self.problem(event, str(error)) from None

    def alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            inside = any(frame.anchor == event.anchor for frame in self.stack)
            what = "holds itself" if inside else "is defined nowhere"
            raise self.problem(event, f"the alias *{event.anchor} {what}")
        self.count(event, known.nodes, known.depth)
        if self.stack and self.stack[-1].awaits_key:
            self.take_key(event, known.value)
        else:
            self.place(known.value, known.nodes, known.depth, None)

    def take_key(self, event: Any, key: object) -> None:
        frame = self.stack[-1]
        if not isinstance(key, str):
            raise self.problem(event, f"the key {event_text(event)} is not text; put it in quotes")
        if key == "<<" and getattr(event, "implicit", (False,))[0]:
            raise self.problem(event, "YAML 1.2 has no merge key '<<'; write the keys out")
        if key in frame.value:
            raise self.problem(event, f"the key {key!r} stands twice")
        frame.key = key
        frame.nodes += 1

    def place(self, value: Any, nodes: int, depth: int, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = _Anchored(value, nodes, depth)
        if not self.stack:
            self.result = value
            return
        frame = self.stack[-1]
        frame.nodes += nodes
        frame.depth = max(frame.depth, depth + 1)
        if isinstance(frame.value, dict):
            frame.value[frame.key] = value
            frame.key = NO_KEY
        else:
            frame.value.append(value)

    def count(self, event: Any, nodes: int, depth: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise refusal(f"holds more than {MOST_NODES} values, aliases expanded", line_of(event))
        if len(self.stack) + depth > MOST_DEPTH:
            raise refusal(f"is nested more than {MOST_DEPTH} deep", line_of(event))

    def refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            raise self.problem(event, f"the tag {event.tag!r} has no meaning in a bundle")

    def step(self) -> Step | None:
        if not self.stack:
            return None
        frame = self.stack[-1]
        return frame.key if isinstance(frame.value, dict) else len(frame.value)

    def problem(self, event: Any, message: str) -> BundleRefused:
        steps = [frame.step for frame in self.stack] + [self.step()]
        path = path_text([step for step in steps if step is not None and step is not NO_KEY])
        place = line_of(event)
        return refusal(f"{message} ({place})", path) if path else refusal(message, place)


def parse_yaml(text: str) -> Any:
    """The data of a YAML text; BundleRefused where it is no YAML or beyond the limits."""
    builder = _Builder()
    for event in _events(text):
        builder.take(event)
    return builder.result


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise refusal(f"is no YAML: {error.problem or error.context}", place) from None
    except (yaml.YAMLError, ValueError) as error:
        raise refusal(f"is no YAML: {error}") from None


def line_of(event: Any) -> str:
    """Where an event begins, from 1."""
    return f"line {event.start_mark.line + 1}, column {event.start_mark.column + 1}"


def event_text(event: Any) -> str:
    """The event as it was written, for a sentence."""
    return f"*{event.anchor}" if isinstance(event, yaml.AliasEvent) else repr(event.value)
