-- The foundation found this vouch fine when it looked at a circle. A vouch that came later is looked at by itself.
alter table vouches add column looked_at timestamptz;
update vouches v set looked_at = c.closed
  from (select resident_id, max(closed) as closed from identity_cases
    where kind = 'ring' and verdict = 'fine' group by resident_id) c
  where v.resident_id = c.resident_id and v.given <= c.closed;

alter table letters
  -- Many letters went to this home: a person of the foundation looks before this one is printed.
  add column held timestamptz,
  add column released timestamptz,
  add column released_by uuid references residents (id) on delete set null,
  add constraint letters_released_after_held check (released is null or held is not null);
create index letters_held on letters (held) where state = 'asked' and held is not null and released is null;

-- `returned`: an account of this person was ended because it was not true, not long ago.
alter table identity_cases
  drop constraint identity_cases_kind_check,
  add constraint identity_cases_kind_check check (kind in ('same-person', 'ring', 'household', 'returned'));

-- Against a verdict that ended an account: until `ends` its owner may object, and somebody else of the foundation judges.
create table objections (
  case_id uuid primary key references identity_cases (id) on delete cascade,
  -- Hash of the key in the mail that told it. Null where none was mailed: then it comes on paper.
  hash bytea unique,
  ends timestamptz not null,
  words text check (length(words) between 1 and 1000),
  objected timestamptz,
  outcome text check (outcome in ('undone', 'stands')),
  reason text check (length(reason) between 1 and 1000),
  judged timestamptz,
  judged_by uuid references residents (id) on delete set null,
  check ((objected is null) = (words is null)),
  check ((judged is null) = (outcome is null) and (judged is null) = (reason is null)),
  check (judged is null or objected is not null)
);
create index objections_waiting on objections (objected) where objected is not null and judged is null;
create index objections_ends on objections (ends);
-- Who was told before this existed gets the same time, from now on.
insert into objections (case_id, ends)
  select c.id, now() + interval '42 days' from identity_cases c join residents r on r.id = c.resident_id
  where c.verdict in ('same', 'false') and r.left_at is not null;

-- What uniqueness needs of an account that was not true, after it was erased: a blind index of name and date of birth.
create table ended_persons (
  person_index bytea not null,
  ended timestamptz not null
);
create index ended_persons_index on ended_persons (person_index);
create index ended_persons_ended on ended_persons (ended);
