from publication.models.version import Version

__all__ = ["Version"]
