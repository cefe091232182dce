"""What the figures of a body of evidence suggest for each domain, by rules with their sources.

A proposal never applies itself. `propose.proposals_for` is the way in; each domain has its module.
"""
