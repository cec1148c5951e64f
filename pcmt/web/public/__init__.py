"""What anybody may see without signing in, and how that is proposed, opened and closed."""
