"""What the rules compute: intervals, printed figures, prose, totals. Pure: figures in, findings out."""
