"""What the system does by itself: each job is idempotent, makes one domain call, and acts under a name of its own."""
