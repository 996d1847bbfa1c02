"""What several rooms need to know: people, leases and the ledger."""
