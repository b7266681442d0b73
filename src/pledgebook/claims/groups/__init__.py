"""Groups of givers: their names, members and head counts."""
