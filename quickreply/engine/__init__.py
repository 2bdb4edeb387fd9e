"""What happens: from keys to suggestions and deliveries; no Qt, no system, no files."""
