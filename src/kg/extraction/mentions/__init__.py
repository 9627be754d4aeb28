"""What words denote: areas, bodies, offices, persons, names, dates, measures, with every reading kept."""
