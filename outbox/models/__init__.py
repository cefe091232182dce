from outbox.models.delivery import Delivery

__all__ = ["Delivery"]
