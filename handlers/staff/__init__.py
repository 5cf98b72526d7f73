"""What staff do beside single requests: the menu, the team, the week."""
