"""How tags are shown, and the buttons under them."""

from domain.memory.notes import HeldTag
from domain.memory.tags import Tag
from domain.memory.vocabulary import Vocabulary
from handlers.chat import Button
from handlers.turn import Turn


def label(one: HeldTag | Tag, vocabulary: Vocabulary) -> str:
    """A tag as people read it: 口味偏好=辣(老板娘)."""
    return vocabulary.shown(one.key, one.value, negated=one.negated, about=one.about)


def short(one: HeldTag | Tag, vocabulary: Vocabulary) -> str:
    """Its value alone, for a button: 辣, 意向更换PLC品牌."""
    return label(one, vocabulary).rpartition("=")[2]


def whose(one: HeldTag | Tag, vocabulary: Vocabulary) -> str:
    """A tag with the person whose it is."""
    said = label(one, vocabulary)
    return f"{said}({one.who})" if one.who else said


def held_label(one: HeldTag, turn: Turn) -> str:
    """A tag with who said it and when: 终端类型=连锁便利店(孙丽 11-20)."""
    return f"{label(one, turn.work.rules.tags())}({source(one, turn)})"


def source(one: HeldTag, turn: Turn) -> str:
    """Who said it, and when."""
    person = turn.directory.organisation.people.get(one.by)
    name = person.name if person else one.by
    if one.at is None:
        return f"客户资料 {name}".strip()
    return f"{name} {turn.settings.day(one.at):%m-%d}"


def sure_button(one: HeldTag, vocabulary: Vocabulary) -> Button:
    """A guess that the writer can settle."""
    return Button(f"确认{short(one, vocabulary)}", "tag_sure", {"tag": one.id})
