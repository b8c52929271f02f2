"""Spreadsheet files as people send them."""

import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu.sheets import BadBookError, read_book

BOOK = Path(__file__).parents[3] / "shared" / "company" / "nanjing.xlsx"
MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 - as a workbook holds it


def saved(folder: Path, *cells: tuple[str, object]) -> Path:
    """A workbook of one sheet with some cells."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for place, value in cells:
        book.active[place] = value
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def refusal(path: Path) -> BadBookError:
    """Why a file is not read."""
    with pytest.raises(BadBookError) as refused:
        read_book(path)
    assert refused.value.message
    return refused.value


@pytest.mark.skipif(not BOOK.exists(), reason="needs ../shared/company/nanjing.xlsx")
def test_the_reference_workbook_has_sixteen_sheets() -> None:
    sheets = read_book(BOOK)

    assert len(sheets) == 16
    assert not any(sheet.hidden for sheet in sheets)
    products = next(s for s in sheets if s.name == "商品")
    assert products.rows[1][0] == "00238"


def test_rows_and_columns_are_counted_from_the_first_cell_of_the_file(tmp_path: Path) -> None:
    (sheet,) = read_book(saved(tmp_path, ("B3", "标题"), ("C5", 238)))

    assert sheet.rows[2][1] == "标题"
    assert sheet.rows[4][2] == 238
    assert sheet.rows[0] == [None, None, None]


def test_dates_and_times_become_plain_values(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ("A1", MONDAY),
        ("B1", date(2026, 11, 23)),
        ("C1", time(8, 30)),
        ("D1", timedelta(hours=30)),
        ("E1", True),
        ("F1", MONDAY + timedelta(hours=8)),
    )

    assert read_book(path)[0].rows[0] == [
        MONDAY,
        MONDAY,
        "08:30",
        "30:00",
        True,
        MONDAY + timedelta(hours=8),
    ]


def test_a_cell_merged_downwards_counts_in_each_of_its_rows(tmp_path: Path) -> None:
    path = saved(tmp_path, ("A1", "业务员"), ("A2", "孙丽"), ("B4", "ST003"))
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active.merge_cells("A2:A4")
    book.save(path)

    assert [row[0] for row in read_book(path)[0].rows] == ["业务员", "孙丽", "孙丽", "孙丽"]


def test_a_hidden_sheet_is_marked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "x"
    book.create_sheet("旧").sheet_state = "hidden"
    book.save(tmp_path / "book.xlsx")

    assert [s.hidden for s in read_book(tmp_path / "book.xlsx")] == [False, True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"], ids=["comma", "tab", "semicolon"])
def test_delimited_text_in_any_usual_dress(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["门店编码", "门店名称"],
        ["00238", "幸福超市,河西店" if delimiter != "," else "幸福超市"],
    ]
    path = tmp_path / "门店.csv"
    path.write_bytes("\r\n".join(delimiter.join(r) for r in rows).encode(encoding))

    (sheet,) = read_book(path)

    assert (sheet.name, sheet.rows) == ("门店", rows)


def test_quoted_cells_and_blank_lines_keep_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('南京门店\n\n编码,名称\nST001,"幸福,\n河西"\n', encoding="utf-8")

    assert read_book(path)[0].rows == [["南京门店"], [], ["编码", "名称"], ["ST001", "幸福,\n河西"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PK\x03\x04 no zip", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xff\xfe\x00", "not_a_workbook"),
        (b'"' + b"x" * 200_000, "not_a_workbook"),
    ],
    ids=[
        "empty",
        "blank",
        "torn zip",
        "picture",
        "torn xls",
        "locked",
        "torn utf-16",
        "endless cell",
    ],
)
def test_what_is_no_workbook_is_told_apart(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)

    assert refusal(path).code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x.xlsx").code == "not_found"
    assert refusal(tmp_path).code == "not_found"


def test_a_workbook_without_any_content_is_empty(tmp_path: Path) -> None:
    assert refusal(saved(tmp_path)).code == "empty"


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")

    assert refusal(tmp_path / "x.zip").code == "not_a_workbook"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(3):
            archive.writestr(f"xl/worksheets/sheet{part}.xml", bytes(80_000_000))

    assert path.stat().st_size < 1_000_000
    assert refusal(path).code == "too_large"


def test_two_cells_at_the_ends_of_a_sheet_are_refused(tmp_path: Path) -> None:
    assert refusal(saved(tmp_path, ("A1", "a"), ("XFD1048576", 1))).code == "too_large"


def ods(path: Path, rows: str) -> Path:
    """A minimal OpenDocument spreadsheet."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0" '
            f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="门店">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


CELL = '<table:table-cell {} office:value-type="string"><text:p>00238</text:p></table:table-cell>'
REST = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    rows = f"<table:table-row>{CELL.format('')}</table:table-row>{REST}"

    assert read_book(ods(tmp_path / "a.ods", rows))[0].rows == [["00238"]]


def test_cells_repeated_into_the_billions_are_refused(tmp_path: Path) -> None:
    wide = CELL.format('table:number-columns-repeated="1000"')
    rows = f'<table:table-row table:number-rows-repeated="100000">{wide}</table:table-row>'

    assert refusal(ods(tmp_path / "a.ods", rows)).code == "too_large"


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(60_000_000)

    assert refusal(path).code == "too_large"


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(at=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_read_or_refused_but_never_breaks(
    tmp_path: Path, at: float, noise: bytes
) -> None:
    data = saved(tmp_path, ("A1", "门店编码"), ("B1", "门店名称"), ("A2", 238)).read_bytes()
    cut = int(at * len(data))
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(data[:cut] + noise + data[cut + len(noise) :])

    with suppress(BadBookError):
        assert read_book(path)
