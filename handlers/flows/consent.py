"""What a person agrees to: at the first contact, and any time later."""

from collections.abc import Callable, Mapping

from domain.consent import Wish, names_place, wish
from handlers import consenting, unplaced
from handlers.chat import Button, Pressed, Reply, Said, Withheld
from handlers.flow import Flow
from handlers.turn import Turn


def on_consent(turn: Turn, event: Pressed) -> list[Reply]:
    """「同意并开始(含定位)」, 「同意,不用定位」."""
    if event.typed and not names_place(event.said):  # 「好」 agrees to nothing that is asked apart
        return _agree(turn, location=turn.work.consents.located(turn.person.id))
    return _agree(turn, location=bool(event.args.get("location", True)))


def _agree(turn: Turn, *, location: bool) -> list[Reply]:
    consents, person_id = turn.work.consents, turn.person.id
    if not consents.given(person_id):
        consents.give(person_id, turn.now, location=location)
        consenting.note(turn, "consented", location=location)
    elif consents.located(person_id) != location:
        return _place(turn, allowed=location)
    return [consenting.welcome(turn)]


def _place(turn: Turn, *, allowed: bool) -> list[Reply]:
    """「允许定位」, 「不用定位」."""
    consents, person_id = turn.work.consents, turn.person.id
    if not consents.given(person_id):
        return [consenting.card(turn)]
    if consents.located(person_id) != allowed:
        consents.place(person_id, turn.now if allowed else None)
        consenting.note(turn, "location_allowed" if allowed else "location_refused")
    if not allowed:
        unplaced.stand_in_everywhere(turn)
    return [Reply("consent/place", {"allowed": allowed})]


def on_allow(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - the tap says it all
    """「允许定位」."""
    return _place(turn, allowed=True)


def _withdraw(turn: Turn) -> list[Reply]:
    """「撤销同意」: nothing is changed before the tap."""
    if not turn.work.consents.given(turn.person.id):
        return [consenting.card(turn)]
    buttons = (Button("撤销同意", "consent_end"), Button("不撤销", "consent_keep"))
    return [Reply("consent/withdraw", buttons=buttons)]


def on_end(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤销同意」, by the tap on that card."""
    if event.typed:
        return _withdraw(turn)
    if turn.work.consents.given(turn.person.id):
        turn.work.consents.withdraw(turn.person.id)
        consenting.note(turn, "consent_withdrawn")
    return [Reply("consent/withdrawn")]


def on_keep(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - the tap says it all
    """「不撤销」."""
    return [Reply("consent/kept")]


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The same, said in words."""
    said = wish(event.text)
    return _SAID[said](turn) if said is not None else None


def on_withheld(turn: Turn, event: Withheld) -> list[Reply]:
    """What came before the person had agreed to it was not kept: say what to do."""
    if event.following:
        return []
    if event.kind == "place" and not unplaced.located(turn):
        button = Button("允许定位", "consent_place")
        return [Reply("consent/place_off", {"wants": "store"}, buttons=(button,))]
    return [Reply("consent/again", {"place": event.kind == "place"})]


_SAID: Mapping[Wish, Callable[[Turn], list[Reply]]] = {
    Wish.AGREE: lambda turn: _agree(turn, location=True),
    Wish.AGREE_WITHOUT: lambda turn: _agree(turn, location=False),
    Wish.ALLOW_PLACE: lambda turn: _place(turn, allowed=True),
    Wish.REFUSE_PLACE: lambda turn: _place(turn, allowed=False),
    Wish.WITHDRAW: _withdraw,
}
FLOW = Flow(
    name="consent",
    order=1,
    free=True,
    ahead=on_text,
    on={Withheld: on_withheld},
    presses={
        "consent": on_consent,
        "consent_place": on_allow,
        "consent_end": on_end,
        "consent_keep": on_keep,
    },
)
