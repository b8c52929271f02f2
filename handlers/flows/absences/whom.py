"""Of whom and of which leave somebody speaks."""

from domain import calling
from domain.absences import Absence
from domain.day_range import DayRange
from domain.leave_words import Wish
from domain.people import Person
from handlers.standing import may_say, meant
from handlers.turn import Turn


def meant_by(turn: Turn, wish: Wish) -> Person | None:
    """Whose leave it is; weak words count of one's own people alone, by their full name."""
    if not wish.who:
        return turn.person
    if not wish.weak:
        return meant(turn, wish.who)
    people = (p for p in turn.directory.organisation.people.values() if p.active)
    found = [p for p in calling.exactly(wish.who, people) if may_say(turn, p)]
    return found[0] if len(found) == 1 else None


def days_named(wish: Wish) -> DayRange | None:
    """The days that the words name."""
    return wish.days if wish.days and wish.days.named else None


def meets(absence: Absence, days: DayRange | None) -> bool:
    """Whether a leave has one of these days; without any, always."""
    return days is None or (absence.first <= days.last and absence.last >= days.first)
