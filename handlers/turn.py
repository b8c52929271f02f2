"""One event being answered: what a handler may look at, and what it leaves for the engine."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.accounts import Account
from domain.directory import Directory
from domain.people import Person
from domain.ports import Ids, UnitOfWork
from domain.settings import Settings
from domain.understanding import Intent
from handlers.capabilities import Capabilities
from handlers.chat import Asked, Drawing, MessageRef, Reply, Said, Understood
from handlers.later import Alarm, Job

QUESTION_LIFE = timedelta(minutes=30)


@dataclass(slots=True, kw_only=True)
class Thread:
    """A guided conversation; its state is data, so it survives a restart."""

    id: int | None
    flow: str
    subject: str
    memory: dict[str, Any] = field(default_factory=dict)
    question: dict[str, Any] | None = None
    """The open text question: kind, args and the time it was asked (ISO)."""
    version: int = 0
    open: bool = True
    touched_at: datetime | None = None
    changed: bool = False


@dataclass(slots=True, kw_only=True)
class Turn:
    """Everything a handler gets. It never opens, commits or rolls back ``work``."""

    work: UnitOfWork
    person: Person
    message: MessageRef
    now: datetime
    ids: Ids
    capabilities: Capabilities
    engines: Callable[[], Sequence[str]] = tuple
    """Names of the installed engines that read price tags, best first."""
    threads: list[Thread]
    """The conversation's open threads, touched last first."""
    jobs: list[Job] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    pushes: list[Reply] = field(default_factory=list)
    """Messages to other people, sent after the replies."""
    onward: list[Said | Asked | Understood] = field(default_factory=list)
    """What the event comes down to: routed after it, in the same turn."""
    thread: Thread | None = None
    """The thread that the replies belong to."""
    intents: Collection[Intent] = ()
    """What some flow does for people who say it in their own words: written by the router."""
    secret: bool = False
    """The message's words hold a secret: they are not kept."""
    joins: str = ""
    """Id of the invitation that the writer's account is bound by, once this is decided."""
    replied: Thread | None = None
    """The thread whose message the person replied to: what is said is about that one."""

    @property
    def directory(self) -> Directory:
        """The company as it is now."""
        return self.work.directory

    @property
    def account(self) -> Account:
        """The account that wrote."""
        return Account(self.message.channel, self.message.address)

    @property
    def manager(self) -> Person | None:
        """The writer's direct manager."""
        return self.directory.organisation.manager_of(self.person.id)

    @property
    def settings(self) -> Settings:
        """The company's settings in force."""
        return self.work.rules.settings()

    def enter(self, flow: str, subject: str) -> Thread:
        """Make a thread the one that is being talked in, opening it when needed."""
        found = next((t for t in self.threads if (t.flow, t.subject) == (flow, subject)), None)
        if found is None:
            found = Thread(id=None, flow=flow, subject=subject, changed=True)
            self.threads.insert(0, found)
        elif found is not self.threads[0]:
            found.changed = True  # written, so that it is the one touched last
        self.thread = found
        return found

    def remember(self, thread: Thread, key: str, value: Any) -> None:
        """Write something into a thread's memory; ``None`` forgets it."""
        if value is None:
            thread.memory.pop(key, None)
        else:
            thread.memory[key] = value
        thread.changed = True

    def leave(self, flow: str, subject: str) -> None:
        """Close a thread."""
        for thread in self.threads:
            if (thread.flow, thread.subject) == (flow, subject):
                thread.open, thread.question, thread.changed = False, None, True

    def ask(self, thread: Thread, kind: str, **args: Any) -> None:
        """Open a text question; any other that was open is closed."""
        for other in self.threads:
            if other is not thread and other.question:
                other.question, other.changed = None, True
        thread.question = {"kind": kind, "args": args, "at": self.now.isoformat()}
        thread.changed = True

    def ask_which(self, thread: Thread, kind: str, **args: Any) -> None:
        """Open a question whose answer is no number: a number means the button that stands there."""
        self.ask(thread, kind, **args)
        thread.question = {**(thread.question or {}), "by_number": True}

    def answered(self, thread: Thread) -> None:
        """Close the thread's question."""
        if thread.question is not None:
            thread.question, thread.changed = None, True

    def question(self) -> tuple[Thread, str, Mapping[str, Any]] | None:
        """The open text question, unless it is older than 30 minutes."""
        for thread in [self.replied] if self.replied else self.threads:
            if thread.open and thread.question:
                asked = datetime.fromisoformat(thread.question["at"])
                if self.now - asked <= QUESTION_LIFE:
                    return thread, thread.question["kind"], thread.question["args"]
        return None

    def work_on(self, kind: str, key: str, **payload: Any) -> None:
        """Ask for slow work."""
        self.jobs.append(Job(kind, key, payload))

    def ring(self, kind: str, key: str, due_at: datetime, **payload: Any) -> None:
        """Set a timer."""
        self.alarms.append(Alarm(kind, key, due_at, payload))


def grid_of(sha256: str, labels: Sequence[tuple[str, Sequence[str]]] = ()) -> Drawing:
    """The shelf picture with a lettered grid, A1 to C4, and names over boxed cells."""
    return Drawing("grid", {"sha256": sha256, "labels": [[n, list(c)] for n, c in labels]})
