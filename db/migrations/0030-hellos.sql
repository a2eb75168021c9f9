-- Hé hallo: once a month two or three neighbours who do not know each other yet are introduced.

-- Who wants that, from when until when.
create table hello_terms (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  since timestamptz not null,
  paused timestamptz,
  -- Somebody in protected mode takes part only after saying that they know what is told.
  consented timestamptz,
  ended timestamptz,
  -- The area in which somebody is introduced: the wijk, or the gemeente where there is none. Kept by a trigger.
  area_id integer,
  -- 0 where the home stands too alone to be placed.
  cell bigint not null default 0,
  -- Taking part now, and nothing stands in the way. Kept by a trigger.
  ready boolean not null default false
);
create unique index hello_terms_standing on hello_terms (resident_id) where ended is null;
create index hello_terms_resident on hello_terms (resident_id);
-- Neighbours follow each other in the order of cells, so an area is read a part at a time.
create index hello_terms_ready on hello_terms (area_id, cell, resident_id) where ready;
create index hello_terms_ended on hello_terms (ended) where ended is not null;

-- In which area the month was worked out already: each once, also when the work stops half way and starts again.
create table hello_rounds (
  month date not null,
  area_id integer not null,
  made timestamptz not null,
  primary key (month, area_id)
);

-- One introduction. Until everybody said yes nobody learns a name; after a week it is over, and nobody is told who did not.
create table hellos (
  id uuid primary key,
  month date not null,
  -- An ambition that all of them chose.
  concept_id integer references concepts (id),
  made timestamptz not null,
  ends timestamptz not null,
  settled timestamptz,
  how text check (how in ('met', 'over')),
  check ((settled is null) = (how is null))
);
create index hellos_waiting on hellos (ends) where settled is null;
create index hellos_made on hellos (made);

create table hello_people (
  hello_id uuid not null references hellos (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  month date not null,
  answer text check (answer in ('yes', 'no')),
  answered timestamptz,
  -- Where or how they would like to meet; the others read it once everybody said yes.
  note text check (length(note) <= 300),
  primary key (hello_id, resident_id),
  -- Nobody is introduced twice a month.
  unique (resident_id, month),
  check ((answer is null) = (answered is null))
);

create function place_hello_term() returns trigger language plpgsql as $$
declare
  home residents;
begin
  select * into home from residents where id = new.resident_id;
  new.area_id := coalesce(home.wijk_id, home.gemeente_id);
  new.cell := coalesce(home.cell, 0);
  new.ready := new.ended is null and new.paused is null and home.level <> 'applicant' and home.adult
    and home.left_at is null and (not home.protected or new.consented is not null)
    and coalesce(home.wijk_id, home.gemeente_id) is not null;
  return new;
end;
$$;
create trigger hello_terms_place before insert or update on hello_terms
  for each row execute function place_hello_term();

create function relist_hello_terms() returns trigger language plpgsql as $$
begin
  update hello_terms set since = since where resident_id = new.id and ended is null;
  return null;
end;
$$;
create trigger residents_relist_hello_terms
  after update of level, adult, protected, left_at, cell, wijk_id, gemeente_id on residents
  for each row execute function relist_hello_terms();
