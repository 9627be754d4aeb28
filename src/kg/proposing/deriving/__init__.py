"""Values from quotes, by the project's own code: areas, bodies, offices, persons, names, days, numbers."""
