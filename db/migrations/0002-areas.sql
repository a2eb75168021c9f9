-- The official tree of places, groupings outside it, and the addresses that hang under it.
create table areas (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('street', 'buurt', 'wijk', 'gemeente', 'provincie', 'land', 'europa')),
  -- Official code; a street has none, so its buurt's (or gemeente's) code, a colon and its plain name.
  code text not null,
  year integer not null,
  name text not null,
  -- Woonplaats of a street: the same street name exists in many places.
  place text,
  -- Lower case without accents, for searching.
  search text not null,
  parent_id integer references areas (id),
  -- Ids from Europe down to and including this area, each followed by a slash: '1/2/7/31/'. A prefix finds all below.
  path text not null,
  -- Codes come back each year with new borders: only the newest valid year of a code is current.
  current boolean not null default true,
  lat double precision,
  lon double precision,
  unique (code, year)
);
create unique index areas_current_code on areas (code) where current;
create index areas_parent on areas (parent_id);
create index areas_path on areas (path text_pattern_ops);
create index areas_kind_search on areas (kind, search text_pattern_ops) where current;
create index areas_search_trgm on areas using gin (search gin_trgm_ops) where current;
create index areas_street_name on areas (name, place) where kind = 'street';

create table area_shapes (
  area_id integer primary key references areas (id) on delete cascade,
  min_lon double precision not null,
  min_lat double precision not null,
  max_lon double precision not null,
  max_lat double precision not null,
  -- GeoJSON MultiPolygon coordinates: [polygon][ring][point][lon, lat].
  polygons jsonb not null
);

-- Gemeenten that merged or were renamed: addresses of the successor may lie in polygons of the predecessor.
create table area_successions (
  predecessor_code text not null,
  successor_code text not null,
  year integer not null,
  primary key (predecessor_code, successor_code)
);

create table overlays (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('stadsdeel', 'regio', 'waterschap')),
  code text not null unique,
  name text not null
);
create table overlay_areas (
  overlay_id integer not null references overlays (id) on delete cascade,
  area_id integer not null references areas (id),
  primary key (overlay_id, area_id)
);
create index overlay_areas_area on overlay_areas (area_id);

create table addresses (
  id integer generated always as identity primary key,
  street text not null,
  number integer not null,
  letter text not null default '',
  addition text not null default '',
  postcode text not null,
  place text not null,
  -- The street area it lies in (a street without a buurt hangs under its gemeente).
  street_id integer not null references areas (id),
  lat double precision not null,
  lon double precision not null,
  -- Where this address counts as being when distances are shown: an H3 cell of resolution 10 that it shares with at
  -- least two other addresses that look the same from outside. Null: too alone to be placed at all.
  cell bigint,
  -- Its street has fewer than three addresses: naming the street would name the home.
  secluded boolean not null default false,
  unique (postcode, number, letter, addition, street)
);
create index addresses_street on addresses (street_id, number);
