-- Who holds a document is shared with whoever sees the person's documents, and no longer when they do not. Rows kept what
-- was so when the document was noted: a receiver that retired one did not release it, and went on seeing others.
grant update (shared_with) on identifier_holder to arraigo_app;

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
update identifier_holder h set shared_with = s.receivers
from person p cross join lateral (
  select array(select key::uuid from jsonb_each(p.shown_to) where value ? 'documents' order by 1) as receivers
) s
where p.person = h.person and h.shared_with <> s.receivers;
