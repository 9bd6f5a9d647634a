"""The core of Nashra: feeds fetched, parsed, kept and found again. It knows nothing of terminals."""
