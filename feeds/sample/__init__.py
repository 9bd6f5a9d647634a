"""The built-in edition: real feeds that need no network, and the transport that serves them."""
