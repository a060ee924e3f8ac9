-- Workspaces, the people in them, and how they sign in.
CREATE TABLE workspaces (
  id {BYTES} PRIMARY KEY,
  slug {TEXT} NOT NULL UNIQUE,
  name {TEXT} NOT NULL,
  currency {TEXT} NOT NULL,
  time_zone {TEXT} NOT NULL,
  working_week BIGINT NOT NULL,
  fiscal_start_month BIGINT NOT NULL,
  demo BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  last_event BIGINT NOT NULL
);

CREATE TABLE leases (
  name {TEXT} PRIMARY KEY,
  holder {TEXT} NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE counters (
  workspace_id {BYTES} NOT NULL,
  name {TEXT} NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, name)
) {BY_KEY};

CREATE TABLE members (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  name {TEXT} NOT NULL,
  name_key {TEXT} NOT NULL,
  email {TEXT},
  email_key {TEXT},
  role {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  password_hash {TEXT},
  time_zone {TEXT},
  locale {TEXT},
  notices_seen BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX members_number ON members (workspace_id, number);
CREATE UNIQUE INDEX members_email ON members (workspace_id, email_key);
CREATE INDEX members_name ON members (workspace_id, name_key, id);
CREATE INDEX members_import ON members (workspace_id, import_id) WHERE import_id IS NOT NULL;

CREATE TABLE sessions (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  token_hash {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  browser {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX sessions_token ON sessions (workspace_id, token_hash);
CREATE INDEX sessions_member ON sessions (workspace_id, member_id, ended_at);

CREATE TABLE sign_in_links (
  workspace_id {BYTES} NOT NULL,
  token_hash {BYTES} NOT NULL,
  purpose {TEXT} NOT NULL,
  member_id {BYTES} NOT NULL,
  made_by {BYTES},
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (workspace_id, token_hash)
);
CREATE INDEX sign_in_links_member ON sign_in_links (workspace_id, member_id);

CREATE TABLE api_tokens (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  token_hash {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  name {TEXT} NOT NULL,
  scope {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX api_tokens_token ON api_tokens (workspace_id, token_hash);
CREATE INDEX api_tokens_member ON api_tokens (workspace_id, member_id);

CREATE TABLE idempotency_keys (
  workspace_id {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  request_key {TEXT} NOT NULL,
  route {TEXT} NOT NULL,
  body_hash {BYTES} NOT NULL,
  status BIGINT NOT NULL,
  answer {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, member_id, request_key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (workspace_id, created_at);

CREATE TABLE events (
  workspace_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  kind {TEXT} NOT NULL,
  version BIGINT NOT NULL,
  actor_kind {TEXT} NOT NULL,
  actor_id {BYTES},
  occurred_at BIGINT NOT NULL,
  effective_on {TEXT} NOT NULL,
  recorded_at BIGINT NOT NULL,
  request_id {TEXT},
  cause BIGINT,
  import_id {BYTES},
  audience {TEXT} NOT NULL,
  particulars {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, number)
) {BY_KEY};

CREATE TABLE event_subjects (
  workspace_id {BYTES} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  role {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, subject_kind, subject_id, number, role)
) {BY_KEY};
CREATE INDEX event_subjects_number ON event_subjects (workspace_id, number);

CREATE TABLE followers (
  workspace_id {BYTES} NOT NULL,
  name {TEXT} NOT NULL,
  last_event BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, name)
) {BY_KEY};
