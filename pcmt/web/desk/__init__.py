"""Pages of the desk (Bàn làm việc): what matters now, for whoever is signed in."""
