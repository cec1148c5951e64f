"""Pages of administration: where everything stands, the rulebook in force, the journal."""
