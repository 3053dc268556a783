"""WRK · Workload and time: what is asked fits the time there is."""
