"""Model fields shared by every floor above: text in languages, the basis of a statement, choices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.codes import BASES


class LocalizedTextField(models.JSONField):
    """Text as a string, or as a mapping from language to string; null where nothing was said."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """Always say `null` and `blank`: a migration leaves out what is Django's default, not ours."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"null": self.null, "blank": self.blank}


class CodeField(models.CharField):
    """One word of a fixed list, stored as itself; add `one_of` to the model's constraints."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)


class BasisField(CodeField):
    """Where a judgement comes from when it was not recorded here: reported, reconstructed, reading."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", _("basis"))
        super().__init__(*args, **kwargs)


def one_of(field: str, codes: tuple[str, ...], *, name: str, blank: bool = False):
    """A database constraint: the field holds one of these words."""
    allowed = [*codes, ""] if blank else list(codes)
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=name)


def known_basis(name: str):
    """A database constraint: the field `basis` is empty or a known basis."""
    return one_of("basis", BASES, name=name, blank=True)
