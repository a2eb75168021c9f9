-- What was done for somebody stays theirs to read, also when the one who helped is gone.
alter table helpings
  alter column helper_id drop not null,
  drop constraint helpings_helper_id_fkey,
  add constraint helpings_helper_id_fkey foreign key (helper_id) references residents (id) on delete set null,
  add constraint helpings_helper_living check (ended is not null or helper_id is not null);

-- An account that only rests may wake up and find its helpers as they were: while it rests nobody helps it and it helps nobody,
-- because it can be looked up nowhere. What ends for good is ended by the domain itself.
drop trigger helpings_end_on_leaving on residents;
drop function end_helping_on_leaving();

-- The clean-up job looks for what is old enough to go (platform/retention.ts).
create index cards_ends on cards (ends);
create index helped_acts_begun on helped_acts (begun);
create index helpings_ended on helpings (ended) where ended is not null;
create index identity_cases_closed on identity_cases (closed) where closed is not null;
create index letters_closed on letters (closed) where closed is not null;
create index moves_moved on moves (moved);
create index proofs_ended on proofs (ended) where ended is not null;
create index vouches_ended on vouches (ended) where ended is not null;

-- What is somebody's own is found by who they are: for taking it along, and for erasing it.
create index cards_ever on cards (resident_id);
create index helpings_ever_helped on helpings (resident_id);
create index helpings_ever_helper on helpings (helper_id);
create index proofs_ever on proofs (resident_id);
create index vouches_ever on vouches (resident_id);

create index recoveries_closed on recoveries (closed) where closed is not null;
create index trusted_neighbours_ended on trusted_neighbours (ended) where ended is not null;
