-- The way in, and what was said about the future.
CREATE TABLE imports (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  source {TEXT} NOT NULL,
  fingerprint {BYTES} NOT NULL,
  state {TEXT} NOT NULL,
  mapping {TEXT} NOT NULL,
  rows_in_all BIGINT NOT NULL,
  rows_done BIGINT NOT NULL,
  rows_new BIGINT NOT NULL,
  rows_refused BIGINT NOT NULL,
  rows_changed BIGINT NOT NULL,
  member_id {BYTES},
  created_at BIGINT NOT NULL,
  stepped_at BIGINT,
  finished_at BIGINT,
  undone_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX imports_number ON imports (workspace_id, number);

CREATE TABLE import_files (
  workspace_id {BYTES} NOT NULL,
  import_id {BYTES} NOT NULL,
  position BIGINT NOT NULL,
  name {TEXT} NOT NULL,
  content {BYTES} NOT NULL,
  PRIMARY KEY (workspace_id, import_id, position)
);

CREATE TABLE import_refusals (
  workspace_id {BYTES} NOT NULL,
  import_id {BYTES} NOT NULL,
  position BIGINT NOT NULL,
  line BIGINT NOT NULL,
  reason {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, import_id, position, line)
);

-- What known things were before an import changed them: rows by table, as the undo writes them back.
CREATE TABLE import_befores (
  workspace_id {BYTES} NOT NULL,
  import_id {BYTES} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject_id {BYTES} NOT NULL,
  rows_before {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, import_id, subject_kind, subject_id)
);

CREATE TABLE external_ids (
  workspace_id {BYTES} NOT NULL,
  source {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  external_id {TEXT} NOT NULL,
  subject_id {BYTES} NOT NULL,
  row_hash {BYTES} NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, source, kind, external_id)
);
CREATE INDEX external_ids_subject ON external_ids (workspace_id, kind, subject_id);
CREATE INDEX external_ids_import ON external_ids (workspace_id, import_id) WHERE import_id IS NOT NULL;

CREATE TABLE forecasts (
  workspace_id {BYTES} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject_id {BYTES} NOT NULL,
  starts_on {TEXT} NOT NULL,
  ends_on {TEXT} NOT NULL,
  day {TEXT} NOT NULL,
  last_event BIGINT NOT NULL,
  seed BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  figures {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, subject_kind, subject_id, starts_on, ends_on, day)
);

CREATE TABLE deal_probabilities (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  by_on {TEXT} NOT NULL,
  said_on {TEXT} NOT NULL,
  millionths BIGINT NOT NULL,
  said_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, deal_id, by_on, said_on)
);
