"""Steps by which the tables of background work came to be."""
