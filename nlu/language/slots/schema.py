"""Which slots a request carries."""

from collections.abc import Sequence

_GOODS = "brand product category spec sku"
_PLACE = "district city"
_BY_INTENT = {
    "quote_lookup": f"{_GOODS} customer store person time qty talk_track",
    "lead_time": f"{_GOODS} customer person time qty",
    "stock": f"{_GOODS} qty city",
    "shipment": f"{_GOODS} customer store person time qty",
    "last_contract_price": f"{_GOODS} customer person time",
    "competitor_price_history": f"{_GOODS} store time {_PLACE}",
    "visit_start": "store time visit_ord",
    "visit_continue": "store visit_ord",
    "visit_submit": "store visit_ord time",
    "plan_today": "time scope rep district",
    "penetration_query": f"rep rep_ord visit_ord field sku store time {_PLACE}",
    "completeness_radar": f"rep time scope {_PLACE}",
    "digest_request": f"rep time scope {_PLACE}",
    "attribution": f"brand product category customer store channel rep time metric direction {_PLACE}",
    "whatif": f"brand product category customer from_product to_product campaign channel change metric time {_PLACE}",
    "promo_roi": f"campaign channel time {_PLACE}",
    "churn_list": f"time n rep scope {_PLACE}",
    "portrait_matrix": f"dims tag {_PLACE}",
    "warroom_start": "event time city",
    "contract_sign": "contract version event",
    "contract_reject": "contract version event reason",
    "contract_dispute": "contract deliverable event reason",
    "contract_deliver": "contract deliverable event",
    "contract_status": "contract deliverable event version time",
    "private_write": "customer person field value",
    "private_read": "customer person field time",
    "tag_note": "customer store person tag note",
    "playbook_launch": f"event scenario {_PLACE}",
    "planb_status": f"event scenario {_PLACE}",
    "health_audit": "time",
    "import_excel": "object",
    "export_excel": f"object time {_PLACE}",
    "help": "topic",
}
SLOTS = {intent: frozenset(names.split()) for intent, names in _BY_INTENT.items()}
"""Intent → slots. Of an intent that is not here: none."""


def allowed(intents: Sequence[str]) -> frozenset[str]:
    """The slots of one of the requests."""
    return frozenset().union(*(SLOTS.get(intent, frozenset()) for intent in intents))
