"""报价卡: prices, stock and lead time of a product, and what to say with them."""

from domain.understanding import FACETS
from handlers.chat import Said
from handlers.flow import Flow
from handlers.flows.quoting import asking, cards, history, kept, reporting, special, wording

FLOW = Flow(
    name="quoting",
    order=15,
    wordy=True,
    on={Said: wording.on_text},
    intents=dict.fromkeys(FACETS, asking.on_asked),
    presses={
        "quote_for": cards.on_for,
        "quote_list": cards.on_list,
        "quote_picture": kept.on_picture,
        "card_useful": kept.on_useful,
        "card_useless": kept.on_useless,
        "card_sources": kept.on_sources,
        "card_list": reporting.on_list,
        "rival_history": history.on_history,
        "special_ask": special.on_ask,
        "special_back": special.on_back,
        "special_show": special.on_show,
        "special_ok": special.on_agree,
        "special_no": special.on_decline,
    },
    answer=special.answer,
)
