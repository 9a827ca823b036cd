"""Taking over sets of others: first what a file holds is understood, then it is taken."""
