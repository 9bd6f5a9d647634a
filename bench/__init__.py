"""How fast Nashra is beside its peers, each pair measured in the same run."""
