-- Photos and papers. The bytes lie in the file store under this id; whose they are, and who may see them, is the row that
-- points here. What nothing attached within a day is swept.
create table files (
  id uuid primary key,
  name text not null check (length(name) <= 200),
  type text not null check (length(type) <= 100),
  bytes integer not null check (bytes > 0),
  -- A picture has its size in pixels, and a smaller copy beside it.
  width integer,
  height integer,
  added timestamptz not null,
  attached timestamptz,
  check ((width is null) = (height is null))
);
create index files_loose on files (added) where attached is null;

-- Bytes that are to go: written when a file's row goes, however it goes.
create table dropped_files (
  id uuid primary key,
  dropped timestamptz not null default now()
);

create function drop_file() returns trigger language plpgsql as $$
begin
  insert into dropped_files (id) values (old.id) on conflict do nothing;
  return null;
end $$;

create trigger files_dropped after delete on files for each row execute function drop_file();
