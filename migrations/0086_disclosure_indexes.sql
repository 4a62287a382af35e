-- Every look writes to each index of the log, and the seal writes to each again. The entries of one person are found by the
-- primary key, which begins with the person; whoever reads them reads all of them and sorts, so an order by time saves nothing.
drop index disclosure_person_at;
