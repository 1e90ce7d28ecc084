"""Rows become frames and figures; a summary becomes HTML, text or a workbook."""
