"""The company's own data: what a workbook may hold, and how its rows become records."""
