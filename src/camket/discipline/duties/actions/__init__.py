"""The only writers of charges: putting a post in charge of tasks, and handing its tasks on."""

from .charging import hand_charge, put_in_charge

__all__ = ["hand_charge", "put_in_charge"]
