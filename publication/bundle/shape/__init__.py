"""The shape of a bundle, typed: which keys, which kinds of value, which words.

`docs/bundle.schema.json` is generated from it.
"""

from publication.bundle.shape.bundle import FORMAT, Bundle

__all__ = ["FORMAT", "Bundle"]
