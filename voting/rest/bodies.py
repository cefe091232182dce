"""Bodies that several addresses take or give; what is taken is taken by the letter."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

REASON_LENGTH = 2000


class Strict(serializers.Serializer):
    """A body that knows every key it is sent: `secrecey` must not open a round that is not secret."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise serializers.ValidationError(
                {key: [_("There is no such key.")] for key in unknown}
            )
        return super().to_internal_value(data)


class Because(Strict):
    """Why something is done."""

    reason = serializers.CharField(max_length=REASON_LENGTH)


class BlockerData(serializers.Serializer):
    """What stands in the way, and the page where it is mended."""

    detail = serializers.CharField(source="sentence")
    link = serializers.CharField()


class SomebodyData(serializers.Serializer):
    """A place on the panel."""

    place = serializers.CharField(source="ref")
    name = serializers.CharField(source="__str__")
