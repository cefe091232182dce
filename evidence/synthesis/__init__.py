"""Meta-analysis with RevMan's numbers, checked against R; numpy and scipy.special only."""
