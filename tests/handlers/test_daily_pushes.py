"""Daily pushes at scale and at their edges: cut, addressed, arranged once."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.forms import STORE_VISIT
from domain.visits import Visit, VisitState
from storage.listing import rows
from storage.tables.base import table
from storage.tables.company import PersonRow
from storage.work import SqlWork
from tests.chat import MANAGER, Chat
from tests.handlers.test_next_morning import half_done, said_to, until

_PERSON = table(PersonRow)


def many_drafts(chat: Chat, count: int) -> None:
    """Drafts of the rep at so many stores, opened this afternoon, as an odd day leaves them."""
    rep, at = chat.person_id(chat.who), chat.clock.now() + timedelta(hours=6)

    def write(work: SqlWork) -> None:
        form = work.rules.form(STORE_VISIT, work.directory.organisation.people[rep])
        stores = [*work.directory.stores][:count]
        for number in range(count):
            store = stores[number % len(stores)]
            one = Visit(id=f"d{number}", rep_id=rep, store_code=store, form=form, opened_at=at)
            work.visits.save(one, at)

    chat.on_database(write)


def timers(chat: Chat, kind: str) -> list[tuple[str, str]]:
    found = chat.on_database(lambda w: list(rows(w.connection, "timers")))
    return sorted((t["key"], t["state"]) for t in found if t["kind"] == kind)


def test_a_long_morning_is_cut_and_says_how_many(chat: Chat) -> None:
    many_drafts(chat, 40)

    heard = until(chat, 1, "08:31")

    text = said_to(chat, heard, chat.who)[0]
    assert len(text) <= 600
    assert "等40家没做完" in text
    assert len(heard.buttons) <= 12


def test_a_long_evening_is_cut_and_says_how_many(chat: Chat) -> None:
    many_drafts(chat, 40)

    heard = until(chat, 0, "18:31")

    text = said_to(chat, heard, MANAGER)[0]
    assert len(text) <= 600
    assert text.startswith("日报 11-23")
    assert "\n等27家\n" in text


@pytest.mark.parametrize(("channel", "most"), [("wecom", 6), ("telegram", 12)])
def test_three_leftovers_have_as_many_buttons_as_the_channel_takes(
    chat: Chat, channel: str, most: int
) -> None:
    chat.on_database(
        lambda w: w.addresses.bind(channel, "Q011", "Q011", chat.clock.now() + timedelta(hours=1))
    )
    many_drafts(chat, 3)

    heard = until(chat, 1, "08:31")

    labels = [b for p in heard.parcels if p.person_id == "Q011" for b, _ in p.buttons]
    assert len(labels) <= most
    assert [b for b in labels if b.startswith("继续")] == [
        "继续 湖畔生活超市", "继续 晨光便利店", "继续 邻里鲜生"
    ]  # fmt: skip


def test_every_day_is_arranged_once_and_a_day_ahead(chat: Chat) -> None:
    chat.waits(minutes=5)
    first = timers(chat, "morning")
    chat.restarts()
    chat.waits(minutes=5)

    assert timers(chat, "morning") == first
    assert {key.split(":")[1] for key, _ in first} == {"2026-11-24"}


def test_who_has_no_address_is_not_spoken_to(chat: Chat) -> None:
    half_done(chat)
    chat.spoil("update address set off = 1 where person_id = 'Q011'")

    heard = chat.waits(days=5)

    assert said_to(chat, heard, chat.who) == []
    assert [v.state for v in chat.visits()] == [VisitState.EXPIRED]


def test_who_has_not_consented_is_not_spoken_to(chat: Chat) -> None:
    half_done(chat)
    chat.on_database(
        lambda w: w.connection.execute(
            update(_PERSON).where(_PERSON.c.id == "Q011").values(consented_at=None)
        )
    )
    chat.restarts()

    heard = until(chat, 1, "12:00")

    assert said_to(chat, heard, chat.who) == []


def test_who_left_is_not_spoken_to(chat: Chat) -> None:
    half_done(chat)
    chat.spoil("update person set active = 0 where id = 'Q011'")
    chat.on_database(lambda work: work.company_changed())

    heard = until(chat, 1, "12:00")

    assert said_to(chat, heard, chat.who) == []


def test_who_is_no_rep_any_more_hears_no_plan(chat: Chat) -> None:
    half_done(chat)
    chat.spoil("update person set role = '部门负责人' where id in ('Q011', 'Q004')")
    chat.on_database(lambda work: work.company_changed())

    heard = chat.waits(days=1)

    assert said_to(chat, heard, chat.who) == said_to(chat, heard, MANAGER) == []


def test_an_evening_that_was_slept_through_names_its_day(chat: Chat) -> None:
    half_done(chat)
    chat.waits(minutes=1)
    chat.clock.tick(hours=15)

    chat.restarts()
    heard = chat.waits(minutes=1)

    told = said_to(chat, heard, MANAGER)
    assert told[0].startswith("日报 11-23 苏州园区片区\n闭环率 0.0%(0/6)")
    assert "叶小满 湖畔生活超市 未闭环(缺竞品价格)" in told[0]
