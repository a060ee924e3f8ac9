-- Customers, the process, deals, and the dated facts that every figure is made from.
CREATE TABLE accounts (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  name {TEXT} NOT NULL,
  name_key {TEXT} NOT NULL,
  industry {TEXT},
  website {TEXT},
  country {TEXT},
  employees BIGINT,
  founded BIGINT,
  annual_revenue_minor BIGINT,
  parent_id {BYTES},
  merged_into {BYTES},
  discarded_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX accounts_number ON accounts (workspace_id, number);
CREATE INDEX accounts_name ON accounts (workspace_id, name_key, id);
CREATE INDEX accounts_parent ON accounts (workspace_id, parent_id, name_key, number);
CREATE INDEX accounts_import ON accounts (workspace_id, import_id) WHERE import_id IS NOT NULL;

CREATE TABLE contacts (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  account_id {BYTES},
  name {TEXT} NOT NULL,
  name_key {TEXT} NOT NULL,
  title {TEXT},
  email {TEXT},
  email_key {TEXT},
  phone {TEXT},
  discarded_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX contacts_number ON contacts (workspace_id, number);
CREATE INDEX contacts_name ON contacts (workspace_id, name_key, id);
CREATE INDEX contacts_account ON contacts (workspace_id, account_id);
CREATE INDEX contacts_import ON contacts (workspace_id, import_id) WHERE import_id IS NOT NULL;

CREATE TABLE products (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  name {TEXT} NOT NULL,
  name_key {TEXT} NOT NULL,
  series {TEXT},
  price_minor BIGINT,
  currency {TEXT} NOT NULL,
  discarded_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX products_number ON products (workspace_id, number);
CREATE INDEX products_name ON products (workspace_id, name_key, id);
CREATE INDEX products_import ON products (workspace_id, import_id) WHERE import_id IS NOT NULL;

CREATE TABLE processes (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  name {TEXT} NOT NULL,
  standard BOOLEAN NOT NULL,
  live_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE process_versions (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  version BIGINT NOT NULL,
  state {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, process_id, version)
);

CREATE TABLE stages (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  version BIGINT NOT NULL,
  stage_key {TEXT} NOT NULL,
  name {TEXT} NOT NULL,
  name_key {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  position BIGINT NOT NULL,
  usual_days BIGINT,
  preset_win_rate BIGINT NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, process_id, version, stage_key)
);

CREATE TABLE deals (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  title {TEXT} NOT NULL,
  title_key {TEXT} NOT NULL,
  account_id {BYTES},
  contact_id {BYTES},
  product_id {BYTES},
  amount_minor BIGINT,
  currency {TEXT} NOT NULL,
  amount_estimated BOOLEAN NOT NULL,
  expected_close {TEXT},
  process_id {BYTES} NOT NULL,
  process_version BIGINT NOT NULL,
  stage_key {TEXT} NOT NULL,
  status {TEXT} NOT NULL,
  stage_entered_on {TEXT},
  owner_id {BYTES} NOT NULL,
  team_id {BYTES},
  next_step {TEXT},
  next_step_on {TEXT},
  next_step_by {BYTES},
  last_touched_on {TEXT} NOT NULL,
  close_moves BIGINT NOT NULL,
  opened_on {TEXT},
  closed_on {TEXT},
  lost_reason {TEXT},
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  discarded_at BIGINT,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX deals_number ON deals (workspace_id, number);
CREATE INDEX deals_stage ON deals (workspace_id, process_id, stage_key, discarded_at, stage_entered_on, number);
CREATE INDEX deals_owner ON deals (workspace_id, owner_id, status, stage_key, stage_entered_on, number);
CREATE INDEX deals_team ON deals (workspace_id, team_id, status, stage_key, stage_entered_on, number);
CREATE INDEX deals_account ON deals (workspace_id, account_id, number);
CREATE INDEX deals_contact ON deals (workspace_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX deals_product ON deals (workspace_id, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX deals_title ON deals (workspace_id, status, title_key, number);
CREATE INDEX deals_amount ON deals (workspace_id, status, amount_minor, number);
CREATE INDEX deals_close ON deals (workspace_id, status, expected_close, number);
CREATE INDEX deals_age ON deals (workspace_id, status, stage_entered_on, number);
CREATE INDEX deals_import ON deals (workspace_id, import_id) WHERE import_id IS NOT NULL;

-- Kept totals of the board: one row per stage, scope and currency, counted up and down with every change.
CREATE TABLE stage_totals (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  stage_key {TEXT} NOT NULL,
  scope {TEXT} NOT NULL,
  scope_id {BYTES} NOT NULL,
  currency {TEXT} NOT NULL,
  deals BIGINT NOT NULL,
  minor BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, process_id, scope, scope_id, stage_key, currency)
) {BY_KEY};

CREATE TABLE stage_visits (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  process_id {BYTES} NOT NULL,
  process_version BIGINT NOT NULL,
  stage_key {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  entered_on {TEXT},
  entered_at BIGINT NOT NULL,
  left_on {TEXT},
  left_at BIGINT,
  member_id {BYTES},
  import_id {BYTES},
  PRIMARY KEY (workspace_id, deal_id, number)
);
CREATE INDEX stage_visits_left ON stage_visits (workspace_id, kind, left_on, entered_on);

CREATE TABLE deal_terms (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  from_on {TEXT} NOT NULL,
  from_at BIGINT NOT NULL,
  to_on {TEXT},
  to_at BIGINT,
  amount_minor BIGINT,
  currency {TEXT} NOT NULL,
  estimated BOOLEAN NOT NULL,
  expected_close {TEXT},
  owner_id {BYTES} NOT NULL,
  team_id {BYTES},
  status {TEXT} NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, deal_id, number)
);
CREATE INDEX deal_terms_status ON deal_terms (workspace_id, status, from_on, to_on);
CREATE INDEX deal_terms_team ON deal_terms (workspace_id, team_id, status, to_on, from_on);

CREATE TABLE deal_shares (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  member_id {BYTES} NOT NULL,
  role {TEXT} NOT NULL,
  kind {TEXT} NOT NULL,
  basis_points BIGINT NOT NULL,
  state {TEXT} NOT NULL,
  status {TEXT} NOT NULL,
  from_on {TEXT} NOT NULL,
  from_at BIGINT NOT NULL,
  to_on {TEXT},
  to_at BIGINT,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, deal_id, number)
);
CREATE INDEX deal_shares_member ON deal_shares (workspace_id, member_id, status, to_on, from_on);

CREATE TABLE ledger_entries (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  member_id {BYTES} NOT NULL,
  team_id {BYTES},
  kind {TEXT} NOT NULL,
  effective_on {TEXT} NOT NULL,
  recorded_at BIGINT NOT NULL,
  event_number BIGINT NOT NULL,
  deal_minor BIGINT NOT NULL,
  deal_currency {TEXT} NOT NULL,
  minor BIGINT,
  rate {TEXT},
  rate_on {TEXT},
  import_id {BYTES},
  PRIMARY KEY (workspace_id, deal_id, number)
);
CREATE INDEX ledger_entries_member ON ledger_entries (workspace_id, member_id, effective_on);
CREATE INDEX ledger_entries_team ON ledger_entries (workspace_id, team_id, effective_on);

CREATE TABLE notes (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  deal_id {BYTES},
  account_id {BYTES},
  author_id {BYTES} NOT NULL,
  kind {TEXT} NOT NULL,
  body {TEXT} NOT NULL,
  learned BOOLEAN NOT NULL,
  occurred_on {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  discarded_at BIGINT,
  version BIGINT NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX notes_deal ON notes (workspace_id, deal_id, created_at);
CREATE INDEX notes_account ON notes (workspace_id, account_id, created_at);
CREATE INDEX notes_learned ON notes (workspace_id, learned, created_at);

CREATE TABLE thanks (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  from_id {BYTES} NOT NULL,
  to_id {BYTES} NOT NULL,
  deal_id {BYTES},
  words {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX thanks_to ON thanks (workspace_id, to_id, created_at);
CREATE INDEX thanks_created ON thanks (workspace_id, created_at);
CREATE INDEX thanks_deal ON thanks (workspace_id, deal_id, created_at);

CREATE TABLE help_requests (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  asker_id {BYTES} NOT NULL,
  asked_id {BYTES},
  deal_id {BYTES},
  words {TEXT} NOT NULL,
  state {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  answered_by {BYTES},
  answered_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX help_requests_number ON help_requests (workspace_id, number);
CREATE INDEX help_requests_state ON help_requests (workspace_id, state, created_at);
CREATE INDEX help_requests_deal ON help_requests (workspace_id, deal_id, state, created_at);

CREATE TABLE snoozes (
  workspace_id {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  rule {TEXT} NOT NULL,
  until_on {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, member_id, deal_id, rule)
);

CREATE TABLE search_words (
  workspace_id {BYTES} NOT NULL,
  word {TEXT} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject_id {BYTES} NOT NULL,
  PRIMARY KEY (workspace_id, word, subject_kind, subject_id)
) {BY_KEY};
CREATE INDEX search_words_subject ON search_words (workspace_id, subject_kind, subject_id, word);

CREATE TABLE notices (
  workspace_id {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  event_number BIGINT NOT NULL,
  kind {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, member_id, event_number)
) {BY_KEY};
