"""Pages of trace (Tra nguồn số liệu): one page for every reference."""
