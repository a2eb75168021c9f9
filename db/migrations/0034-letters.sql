-- Private messages between two residents. Each pair has one correspondence, with a side for each of the two. The words are
-- sealed: what is stolen without the key of this installation tells who wrote to whom and when, and nothing of what.
create table correspondences (
  id uuid primary key,
  -- The key that seals the words, itself sealed under the key ring; `key_id` names the secret.
  wrapped_key bytea not null,
  key_id text not null,
  begun_by_id uuid references residents (id) on delete set null,
  begun timestamptz not null,
  -- When whoever was written to first said that it is fine, or answered. Until then there is one message.
  accepted timestamptz,
  -- Both follow the words by trigger.
  last_seq integer not null default 0,
  last_at timestamptz not null
);
create index correspondences_begun_by on correspondences (begun_by_id) where begun_by_id is not null;
create index correspondences_last on correspondences (last_at);
create index correspondences_asked on correspondences (begun) where accepted is null;
create index correspondences_key on correspondences (key_id);

-- What one of the two has of it.
create table correspondence_sides (
  correspondence_id uuid not null references correspondences (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  -- Absent when the other was erased.
  other_id uuid references residents (id) on delete set null,
  -- Follows the words by trigger, so that a list is one look into one index.
  last_at timestamptz not null,
  read_seq integer not null default 0,
  -- "No thanks" to the first message; the other is not told.
  declined timestamptz,
  away timestamptz,
  primary key (resident_id, correspondence_id),
  check (resident_id <> other_id)
);
create unique index correspondence_sides_pair on correspondence_sides (resident_id, other_id) where other_id is not null;
create index correspondence_sides_correspondence on correspondence_sides (correspondence_id);
create index correspondence_sides_other on correspondence_sides (other_id) where other_id is not null;
create index correspondence_sides_list on correspondence_sides (resident_id, last_at desc, correspondence_id desc)
  where away is null and declined is null;

-- With nobody left on either side nothing of it stays.
create function drop_correspondence() returns trigger language plpgsql as $$
begin
  delete from correspondences v where v.id = old.correspondence_id
    and not exists (select 1 from correspondence_sides s where s.correspondence_id = v.id);
  return null;
end $$;
create trigger correspondence_sides_dropped after delete on correspondence_sides
  for each row execute function drop_correspondence();

create table private_words (
  id uuid primary key,
  correspondence_id uuid not null references correspondences (id) on delete cascade,
  -- Given by trigger, so that each number is there once and in the order of arrival.
  seq integer not null,
  author_id uuid references residents (id) on delete set null,
  -- Absent when they went with who wrote them.
  sealed bytea check (length(sealed) <= 20000),
  written timestamptz not null,
  unique (correspondence_id, seq)
);
create index private_words_author on private_words (author_id) where author_id is not null;

create function number_private_words() returns trigger language plpgsql as $$
begin
  update correspondences set last_seq = last_seq + 1, last_at = new.written
    where id = new.correspondence_id returning last_seq into new.seq;
  update correspondence_sides set last_at = new.written where correspondence_id = new.correspondence_id;
  return new;
end $$;
create trigger private_words_number before insert on private_words
  for each row execute function number_private_words();

-- Residents to whom nobody writes, as they wish.
create table letter_closings (
  resident_id uuid primary key references residents (id) on delete cascade,
  closed timestamptz not null
);

-- Words that somebody asked the foundation to look at: a copy of these and of nothing around them.
create table letter_reports (
  id uuid primary key,
  words_id uuid references private_words (id) on delete set null,
  reporter_id uuid references residents (id) on delete set null,
  author_id uuid references residents (id) on delete set null,
  wrapped_key bytea not null,
  key_id text not null,
  -- Absent when they went with who wrote them.
  sealed bytea,
  why text not null check (length(why) <= 500),
  reported timestamptz not null,
  handled timestamptz,
  handled_by_id uuid references residents (id) on delete set null,
  verdict text check (verdict in ('fine', 'warned')),
  answer text not null default '' check (length(answer) <= 500),
  check ((handled is null) = (verdict is null))
);
create unique index letter_reports_once on letter_reports (reporter_id, words_id);
create index letter_reports_words on letter_reports (words_id) where words_id is not null;
create index letter_reports_author on letter_reports (author_id) where author_id is not null;
create index letter_reports_handled_by on letter_reports (handled_by_id) where handled_by_id is not null;
create index letter_reports_open on letter_reports (reported, id) where handled is null;
create index letter_reports_handled on letter_reports (handled) where handled is not null;
create index letter_reports_key on letter_reports (key_id);
