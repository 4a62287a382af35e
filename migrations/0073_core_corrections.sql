-- What a person asked to be corrected, through a code that a receiver of the record had made, is read there for as long as that
-- receiver sees the record: `shared_with` names the organisation that made the code, and it alone decides.

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
update correction c set shared_with = array[c.organisation]
from person p
where p.person = c.person and (p.organisation = c.organisation or c.organisation = any (p.shared_with))
  and not arraigo.behind_wall(c.organisation);
drop policy visible on correction;
create policy visible on correction using (arraigo.visible(null, shared_with))
  with check (arraigo.writable(organisation, shared_with));
