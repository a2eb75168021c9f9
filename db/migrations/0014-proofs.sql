-- How somebody came to be known: every proof, letter, vouch and doubt is a row with who, when and why.

alter table residents
  -- When somebody last proved or said that they still live there.
  add column address_confirmed timestamptz,
  -- Whether `adult` follows from a date of birth; then an own statement no longer changes it.
  add column age_proven boolean not null default false;
create index residents_address_confirmed on residents (address_confirmed)
  where left_at is null and address_confirmed is not null;

create index residents_growing_up on residents (id) where age_proven and not adult;

create table proofs (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  -- desk: a steward met somebody without a fixed address; command: an operator of a demo.
  kind text not null check (kind in ('letter', 'eid', 'wallet', 'desk', 'command')),
  proves_address boolean not null,
  proves_person boolean not null,
  given timestamptz not null,
  given_by uuid references residents (id) on delete set null,
  ended timestamptz,
  how_ended text check (how_ended in ('replaced', 'moved', 'false', 'lapsed', 'unlinked')),
  check ((ended is null) = (how_ended is null)),
  check (proves_address or proves_person)
);
create unique index proofs_standing on proofs (resident_id, kind) where ended is null;

-- Letters with a code. asked → printed → posted → used; or withdrawn, or expired.
create table letters (
  id uuid primary key,
  -- Stands on the letter, so that a code can be given in without signing in.
  number text unique,
  resident_id uuid not null references residents (id) on delete cascade,
  purpose text not null check (purpose in ('address', 'recovery')),
  state text not null check (state in ('asked', 'printed', 'posted', 'used', 'withdrawn', 'expired')),
  -- HMAC of the code; it goes the moment the letter is over.
  code bytea,
  batch uuid,
  asked timestamptz not null,
  printed timestamptz,
  printed_by uuid references residents (id) on delete set null,
  posted timestamptz,
  -- 21 days from posting.
  ends timestamptz,
  tries smallint not null default 0 check (tries between 0 and 5),
  closed timestamptz,
  check ((state in ('printed', 'posted')) = (code is not null)),
  check ((state in ('used', 'withdrawn', 'expired')) = (closed is not null)),
  check (state not in ('posted', 'used', 'expired') or (posted is not null and ends > posted)),
  check (state = 'asked' or state = 'withdrawn' or (number is not null and batch is not null and printed is not null))
);
-- One letter under way for each person.
create unique index letters_live on letters (resident_id) where state in ('asked', 'printed', 'posted');
create index letters_resident on letters (resident_id, asked desc);
create index letters_waiting on letters (asked) where state = 'asked';
create index letters_batch on letters (batch) where state = 'printed';
create index letters_ends on letters (ends) where state = 'posted';

-- What somebody shows a neighbour whom they meet: it lives five minutes.
create table meeting_codes (
  hash bytea primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  ends timestamptz not null,
  used timestamptz
);
create index meeting_codes_resident on meeting_codes (resident_id);
create index meeting_codes_ends on meeting_codes (ends);

create table vouches (
  id uuid primary key,
  voucher_id uuid not null references residents (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  given timestamptz not null,
  ended timestamptz,
  how_ended text check (how_ended in ('taken-back', 'false', 'moved')),
  check (voucher_id <> resident_id),
  check ((ended is null) = (how_ended is null))
);
create unique index vouches_standing on vouches (resident_id, voucher_id) where ended is null;
create index vouches_voucher on vouches (voucher_id, given desc);

-- What a person of the foundation has to look at; both sides are heard.
create table identity_cases (
  id uuid primary key,
  kind text not null check (kind in ('same-person', 'ring', 'household')),
  -- Of two accounts the newer one.
  resident_id uuid not null references residents (id) on delete cascade,
  other_id uuid references residents (id) on delete cascade,
  -- The proof that waits for the verdict.
  proof_kind text check (proof_kind in ('letter', 'eid', 'wallet')),
  proves_address boolean not null default false,
  proves_person boolean not null default false,
  opened timestamptz not null,
  closed timestamptz,
  closed_by uuid references residents (id) on delete set null,
  -- fine: nothing is wrong; same: two accounts of one person; false: not a real person or not living there.
  verdict text check (verdict in ('fine', 'same', 'false')),
  reason text check (length(reason) between 1 and 1000),
  check ((kind = 'same-person') = (other_id is not null)),
  check ((closed is null) = (verdict is null)),
  check (verdict is null or reason is not null)
);
create unique index identity_cases_open on identity_cases (resident_id, kind, coalesce(other_id, resident_id))
  where closed is null;
create index identity_cases_waiting on identity_cases (opened) where closed is null;
create index identity_cases_resident on identity_cases (resident_id);
create index identity_cases_other on identity_cases (other_id) where other_id is not null;

create table identity_case_words (
  case_id uuid not null references identity_cases (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  words text not null check (length(words) between 1 and 1000),
  written timestamptz not null,
  primary key (case_id, resident_id)
);
create index identity_case_words_resident on identity_case_words (resident_id);

-- Where somebody moved to and from is in nobody's table: only that they did, and when.
create table moves (
  resident_id uuid not null references residents (id) on delete cascade,
  moved timestamptz not null,
  primary key (resident_id, moved)
);

alter table communities
  -- Who moves away may stay on as a guest, where the manager says so.
  add column keeps_guests boolean not null default false;
alter table memberships
  add column guest_since timestamptz;

-- Who was verified before proofs were written down goes on being so, and sees since when.
insert into proofs (id, resident_id, kind, proves_address, proves_person, given)
  select gen_random_uuid(), id, 'command', true, level = 'assured', joined from residents
  where level <> 'applicant' and left_at is null;
update residents set address_confirmed = now() where level <> 'applicant' and left_at is null;
