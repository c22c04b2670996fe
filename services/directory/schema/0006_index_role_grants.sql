-- Grants are listed newest first: all of them, one person's, or those of one role. Each list walks an index of its own.
ALTER TABLE role_grant
  ADD KEY role_grant_start (start_time, id),
  ADD KEY role_grant_person_start (person, start_time, id),
  ADD KEY role_grant_role_start (role, start_time, id);
