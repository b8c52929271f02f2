"""aiogram's schema: what a request may look like, what an update must look like."""

import json
import re
import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, ValidationError

_NUMBER = re.compile(r"-?\d{1,19}")


class RefusedError(Exception):
    """The server says no, as Telegram would."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.code, self.description, self.parameters = code, description, parameters
        super().__init__(f"{code} {description}")


def bad_request(description: str) -> RefusedError:
    """400."""
    return RefusedError(400, f"Bad Request: {description}")


def request_of(name: str, fields: Mapping[str, str]) -> TelegramMethod[Any]:
    """A request with its parameters, as they stand in a form.

    Raises:
        RefusedError: when aiogram does not know the method, a parameter or a value.
    """
    kind = _METHODS.get(name.lower())
    if kind is None:
        raise RefusedError(404, "Not Found")
    unknown = sorted(fields.keys() - kind.model_fields.keys())
    if unknown:
        raise bad_request(f"unknown parameters {unknown}")
    try:
        request = kind.model_validate({n: _value(kind, n, v) for n, v in fields.items()})
    except (ValidationError, ValueError) as error:
        raise bad_request(f"can't parse {name}: {error}") from error
    strangers = list(_strangers(request))
    if strangers:
        raise bad_request(f"unknown fields {strangers}")
    return request


def checked_update(values: dict[str, Any]) -> dict[str, Any]:
    """An update, when aiogram takes it for one.

    Raises:
        AssertionError: when the test server itself made a mistake.
    """
    update = Update.model_validate(values)
    strangers = list(_strangers(update))
    assert not strangers, f"no fields of an update: {strangers}"
    known: dict[str, Any] = json.loads(json.dumps(values))
    return known


def _methods() -> Iterator[tuple[str, type[TelegramMethod[Any]]]]:
    for kind in vars(aiogram.methods).values():
        if isinstance(kind, type) and issubclass(kind, TelegramMethod):
            name = getattr(kind, "__api_method__", "")
            if isinstance(name, str) and name:
                yield name.lower(), kind


def _value(kind: type[BaseModel], name: str, text: str) -> Any:
    """A form knows only text: numbers and JSON are read where the schema wants them.

    Not everywhere: the id of a query and a message may look like a number, and are none.
    """
    parts = set(_parts(kind.model_fields[name].annotation))
    if str in parts:
        return int(text) if int in parts and _NUMBER.fullmatch(text) else text
    return json.loads(text)


def _parts(annotation: Any) -> Iterator[Any]:
    """What a union may be."""
    if get_origin(annotation) in {Union, types.UnionType}:
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation


def _strangers(value: Any, path: str = "") -> Iterator[str]:
    """Aiogram lets any further field through; Telegram's clients would not send one."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or ())
        for name in type(value).model_fields:
            yield from _strangers(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strangers(one, path)


_METHODS = dict(_methods())
