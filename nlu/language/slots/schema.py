"""Which slots a request carries."""

from collections.abc import Sequence

_NAMED = "brand product customer store rep district city time"
"""What stands for itself whatever is asked about it."""
_BY_INTENT = {
    "quote_lookup": "category spec sku person qty talk_track",
    "lead_time": "category spec sku person qty",
    "stock": "category spec sku qty",
    "shipment": "category spec sku person qty",
    "last_contract_price": "category spec sku person",
    "competitor_price_history": "category spec sku",
    "visit_start": "visit_ord",
    "visit_continue": "visit_ord",
    "visit_submit": "visit_ord",
    "plan_today": "scope",
    "penetration_query": "rep_ord visit_ord field sku",
    "completeness_radar": "scope",
    "digest_request": "scope",
    "attribution": "category channel metric direction",
    "whatif": "category from_product to_product campaign channel change metric",
    "promo_roi": "campaign channel",
    "churn_list": "n scope",
    "portrait_matrix": "dims tag",
    "warroom_start": "event",
    "contract_sign": "contract version event",
    "contract_deliver": "contract deliverable event",
    "contract_status": "contract deliverable event version",
    "private_read": "person field",
    "playbook_launch": "event scenario",
    "planb_status": "event scenario",
    "health_audit": "",
    "import_excel": "object",
    "export_excel": "object",
    "help": "topic",
}
_IN_OWN_WORDS = {
    "contract_reject": "contract version event reason",
    "contract_dispute": "contract deliverable event reason",
    "private_write": "customer person field value",
    "tag_note": "customer store person tag note",
}
"""What else is named in the person's own words stays there."""
SLOTS = {intent: frozenset(f"{names} {_NAMED}".split()) for intent, names in _BY_INTENT.items()} | {
    intent: frozenset(names.split()) for intent, names in _IN_OWN_WORDS.items()
}
"""Intent → slots. Of an intent that is not here: none."""


def allowed(intents: Sequence[str]) -> frozenset[str]:
    """The slots of one of the requests."""
    return frozenset().union(*(SLOTS.get(intent, frozenset()) for intent in intents))
