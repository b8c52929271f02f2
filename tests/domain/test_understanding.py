"""A message as it was understood: its wishes, its facets, what it names."""

from domain.understanding import Frame, Intent, Named


def _named(kind: str, code: str) -> Named:
    return Named(kind=kind, ids=(code,), name=code, said=code, start=0, end=1)


def test_the_main_wish_comes_first_and_none_twice() -> None:
    frame = Frame(text="", intent=Intent.QUOTE, also=(Intent.NOTE, Intent.QUOTE, Intent.STOCK))

    assert frame.wishes == (Intent.QUOTE, Intent.NOTE, Intent.STOCK)
    assert frame.facets == (Intent.QUOTE, Intent.STOCK)


def test_what_is_named_is_found_by_kind_in_the_order_of_the_message() -> None:
    one, two, three = _named("store", "S"), _named("contact", "C"), _named("customer", "D")
    frame = Frame(text="", intent=Intent.NOTE, named=(one, two, three))

    assert frame.of_kind("customer", "contact") == [two, three]
    assert frame.of_kind("brand") == []
