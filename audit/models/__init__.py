from audit.models.event import ChainHead, Event

__all__ = ["ChainHead", "Event"]
