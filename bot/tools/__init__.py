"""Slow work: reading pictures and workbooks, drawing watermarks."""
