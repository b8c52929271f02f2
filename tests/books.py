"""Workbooks made on the spot."""

import io

from openpyxl import Workbook


def book(*rows: list[object], title: str = "门店") -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
