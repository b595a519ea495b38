"""Steps by which the room's tables came to be; the last closes the tables of facts."""
