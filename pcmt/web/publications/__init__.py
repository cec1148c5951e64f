"""Pages of official reports (Báo cáo tổng hợp)."""
