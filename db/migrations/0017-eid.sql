-- Which eID belongs to which resident. A subject is somebody's name at one issuer: it is kept sealed, so that it can be
-- indexed again when the key is rotated, and found by a blind index over issuer and subject.
create table eid_links (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  -- The name of the provider in the settings.
  provider text not null,
  -- Names the secret whose keys sealed the subject and made the index.
  key_id text not null,
  subject bytea not null,
  -- One account for each subject. A link that ended keeps its row: it no longer signs in, and a second account is still found.
  subject_index bytea not null unique,
  linked timestamptz not null,
  used timestamptz,
  ended timestamptz
);
create index eid_links_resident on eid_links (resident_id);
create index eid_links_key on eid_links (key_id, id);

-- Somebody went to an eID and is not back yet. Known by the state that comes back with them, bound to their browser, and
-- taken away when it is used: an answer counts once.
create table eid_flows (
  hash bytea primary key,
  session_id uuid not null references sessions (id) on delete cascade,
  provider text not null,
  -- What only we and the provider may know of it, and what it is for.
  sealed bytea not null,
  ends timestamptz not null
);
create index eid_flows_session on eid_flows (session_id);
create index eid_flows_ends on eid_flows (ends);

-- A question to a wallet. The wallet fetches it and answers by this id; what it answered can only be taken up by the
-- browser that asked, with the code that the wallet's side was given.
create table wallet_requests (
  id uuid primary key,
  session_id uuid not null references sessions (id) on delete cascade,
  -- The nonce, and the key with which this one answer is decrypted.
  sealed bytea not null,
  -- Answers that were refused; after a few the question is over.
  refused int not null default 0,
  answered timestamptz,
  -- Of the code in the address to which the wallet leads on.
  code_hash bytea unique,
  -- What the wallet says, and the short code that is typed where the question was asked.
  answer bytea,
  -- Short codes that were wrong.
  guesses int not null default 0,
  ends timestamptz not null,
  check ((answered is null) = (code_hash is null) and (answered is null) = (answer is null))
);
create index wallet_requests_session on wallet_requests (session_id);
create index wallet_requests_ends on wallet_requests (ends);
