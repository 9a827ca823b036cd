"""Background work: jobs, lanes, newest-wins and the relay of errors."""
