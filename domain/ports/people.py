"""Who is who: accounts, invitations, what people agreed to, who is still here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.accounts import Account, Held
from domain.invitations import Invitation
from domain.strangers import Knocks


class Accounts(Protocol):
    """Accounts and the people behind them."""

    def bind(self, channel: str, address: str, person_id: str, at: datetime) -> None:
        """Bind an account to a person; binding it again moves it."""
        ...

    def unbind(self, account: Account) -> None:
        """Let nobody be behind an account any more."""
        ...

    def held_by(self, person_id: str) -> Sequence[Held]:
        """The accounts of a person, the one bound first first."""
        ...

    def on_messengers(self) -> frozenset[str]:
        """Ids of everybody who has an account on a messenger."""
        ...


class Invitations(Protocol):
    """Codes that let somebody in; kept as hashes only."""

    def add(self, invitation: Invitation, code: str) -> None:
        """Keep a new one."""
        ...

    def get(self, invitation_id: str) -> Invitation | None:
        """One invitation."""
        ...

    def of_code(self, code: str) -> Invitation | None:
        """The invitation of a code, whatever became of it."""
        ...

    def use(self, invitation_id: str) -> bool:
        """Use it up; ``False`` when it is not open any more."""
        ...

    def end(self, person_id: str) -> int:
        """End the open ones of a person; how many."""
        ...

    def end_made_by(self, person_id: str) -> int:
        """End the open ones that a person made for others; how many."""
        ...

    def open(self) -> Sequence[Invitation]:
        """All that nobody has used and nobody has ended, the expired ones among them, oldest first."""
        ...


class Door(Protocol):
    """What is remembered of accounts that nobody is bound to."""

    def knocks(self, account: Account) -> Knocks:
        """When the account was answered, and when it tried codes."""
        ...

    def remember(self, account: Account, knocks: Knocks, at: datetime) -> None:
        """Write it, and forget who was not seen for a day."""
        ...

    def forget(self, account: Account) -> None:
        """It belongs to somebody now."""
        ...


class Consents(Protocol):
    """What people agreed to."""

    def given(self, person_id: str) -> bool:
        """Whether the person agreed to how the bot treats what is sent."""
        ...

    def located(self, person_id: str) -> bool:
        """Whether the person agreed, apart from that, to sending locations."""
        ...

    def give(self, person_id: str, at: datetime, *, location: bool) -> None:
        """Record that the person agreed."""
        ...

    def place(self, person_id: str, at: datetime | None) -> None:
        """Record that the person agrees to locations from now on; ``None``: not any more."""
        ...

    def withdraw(self, person_id: str) -> None:
        """Record that the person agrees to nothing any more."""
        ...


class Staff(Protocol):
    """Who is still here."""

    def set_active(self, person_id: str, *, active: bool) -> None:
        """Let a person leave or come back; what he wrote stays."""
        ...


class Facts(Protocol):
    """Small facts about the installation."""

    def get(self, name: str) -> str:
        """A fact, such as the name of its Telegram bot; empty when nobody has said it."""
        ...
