-- A search walks the people in the order of their names and looks at names and emails only (docs/adr/0013): this index
-- holds all three, and stands in for the one on names alone.
ALTER TABLE person ADD KEY person_search (display_name, id, email_key);
ALTER TABLE person DROP KEY person_display_name;
