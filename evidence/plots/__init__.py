"""Figures of a synthesis as SVG text, drawn from frozen results. Pure."""
