from publication.models.switched_off_check import SwitchedOffCheck
from publication.models.version import Version

__all__ = ["SwitchedOffCheck", "Version"]
