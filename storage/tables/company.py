"""Tables of the company: its people, stores, products, customers, and what imports did to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class PersonRow(Base):
    """Somebody of the company. ``id`` never changes, not even when a 工号 is given later."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    department: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="", index=True)
    roster: Mapped[int | None]
    manager_id: Mapped[str | None]
    tenure_years: Mapped[float | None]
    quick_entry: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    consented_at: Mapped[datetime | None]
    location_at: Mapped[datetime | None]
    """Since when the person agrees to sending locations, which is asked apart."""


class StoreRow(Base):
    """A store; ``lat`` and ``lon`` are WGS-84 degrees, both or neither."""

    __tablename__ = "store"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="", index=True)
    route: Mapped[str] = mapped_column(default="")
    rep_id: Mapped[str | None] = mapped_column(index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    area: Mapped[str] = mapped_column(default="")
    radius_m: Mapped[float | None]
    address: Mapped[str] = mapped_column(default="")
    former: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """Ids of reps who handed the store over."""


class ProductRow(Base):
    """A product; prices are fen per piece."""

    __tablename__ = "product"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    brand: Mapped[str] = mapped_column(default="")
    spec: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    per_case: Mapped[int | None]
    list_fen: Mapped[int | None]
    retail_fen: Mapped[int | None]
    aliases: Mapped[list[Any]] = mapped_column(default=list)


class CompetitorRow(Base):
    """A competitor's product and the own one of its tier."""

    __tablename__ = "competitor"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    spec: Mapped[str] = mapped_column(default="")
    own_code: Mapped[str | None]


class CompetitorPriceRow(Base):
    """A competitor's price seen once: imported (id ``import:…``) or taken in a visit."""

    __tablename__ = "competitor_price"
    __table_args__ = (Index(None, "competitor_code", "store_code", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    store_code: Mapped[str | None]
    competitor_code: Mapped[str]
    price_fen: Mapped[int]
    pack: Mapped[int] = mapped_column(default=1)
    source: Mapped[str] = mapped_column(default="")
    visit_id: Mapped[str | None]


class CustomerRow(Base):
    """A B2B customer."""

    __tablename__ = "customer"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    contact: Mapped[str] = mapped_column(default="")
    salutation: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[str | None] = mapped_column(index=True)
    signed_on: Mapped[date | None]
    tags: Mapped[list[Any]] = mapped_column(default=list)


class ContractPriceRow(Base):
    """A price agreed with a customer; ``None`` is 未注明."""

    __tablename__ = "contract_price"

    id: Mapped[str] = mapped_column(primary_key=True)
    customer_code: Mapped[str] = mapped_column(index=True)
    product_code: Mapped[str] = mapped_column(index=True)
    price_fen: Mapped[int]
    taxed: Mapped[bool | None]
    min_qty: Mapped[float | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class QuoteRow(Base):
    """A price offered to a customer."""

    __tablename__ = "quote"

    id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    customer_code: Mapped[str] = mapped_column(index=True)
    product_code: Mapped[str] = mapped_column(index=True)
    price_fen: Mapped[int]


class StockRow(Base):
    """Pieces of a product in a warehouse, as of a moment."""

    __tablename__ = "stock"

    product_code: Mapped[str] = mapped_column(primary_key=True)
    warehouse: Mapped[str] = mapped_column(primary_key=True, default="")
    qty: Mapped[float]
    as_of: Mapped[datetime | None]


class TransitRow(Base):
    """Pieces of a product on their way."""

    __tablename__ = "transit"

    shipment_no: Mapped[str] = mapped_column(primary_key=True)
    product_code: Mapped[str] = mapped_column(primary_key=True, index=True)
    qty: Mapped[float]
    due: Mapped[date]


class OrderLineRow(Base):
    """One line of an order; ``line`` is 1 unless an order has a product more than once."""

    __tablename__ = "order_line"
    __table_args__ = (Index(None, "store_code", "day"),)

    order_no: Mapped[str] = mapped_column(primary_key=True)
    product_code: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, default=1)
    day: Mapped[date]
    store_code: Mapped[str]
    qty: Mapped[float]
    unit: Mapped[str] = mapped_column(default="")
    amount_fen: Mapped[int | None]
    payment: Mapped[str] = mapped_column(default="")


class CostRow(Base):
    """What a piece costs us: managers and above, never on a card."""

    __tablename__ = "cost"

    product_code: Mapped[str] = mapped_column(primary_key=True)
    cost_fen: Mapped[int]


class PlanRow(Base):
    """The stores a rep means to visit on a day, in order."""

    __tablename__ = "plan"

    day: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    store_code: Mapped[str]
    added: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Put in on the day itself, by the rep."""


class CustomerFieldRow(Base):
    """A field the company added to its customers; ``private`` never changes."""

    __tablename__ = "customer_field"

    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    options: Mapped[list[Any]] = mapped_column(default=list)
    private: Mapped[bool]


class CustomerValueRow(Base):
    """The value of a public field."""

    __tablename__ = "customer_value"

    customer_code: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    author_id: Mapped[str | None]


class PrivateValueRow(Base):
    """The value of a private field: its author's, and never written anywhere else."""

    __tablename__ = "private_value"

    customer_code: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    author_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    at: Mapped[datetime]


class PrivatePastRow(Base):
    """What a private value was before an import changed it; only undo reads it."""

    __tablename__ = "private_past"

    batch_id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]


class ImportBatchRow(Base):
    """One file that was imported; ``state`` is done or undone."""

    __tablename__ = "import_batch"

    id: Mapped[str] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    state: Mapped[str]


class ImportChangeRow(Base):
    """One record a batch wrote: the fields it changed, before and after. No private values."""

    __tablename__ = "import_change"
    __table_args__ = (Index(None, "table_name", "batch_id"),)

    batch_id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    key: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any] | None]
    """``None``: the record is new."""
    after: Mapped[dict[str, Any]]
