"""What figures are counted from: tallies kept beside the visits, plans, decisions, imports."""
