"""Bodies that are taken by the letter: a misspelt key is refused, not read as a default."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class Strict(serializers.Serializer):
    """A body that knows every key it is sent: `secrecey` must not open a round that is not secret."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise serializers.ValidationError(
                {key: [_("There is no such key.")] for key in unknown}
            )
        return super().to_internal_value(data)
