"""The company's workbook, cell by cell and row by row."""
