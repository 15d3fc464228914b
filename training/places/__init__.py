"""Recipes that rebuild the gazetteer of `dragoman.knowledge.places` from GeoNames' and other open tables."""
