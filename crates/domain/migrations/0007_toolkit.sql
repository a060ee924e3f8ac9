-- Tools for selling: templates, case studies, scorecards, plays, scripts; where they are offered and what became of it.
CREATE TABLE tools (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  kind {TEXT} NOT NULL,
  title {TEXT} NOT NULL,
  title_key {TEXT} NOT NULL,
  content {TEXT} NOT NULL,
  owner_id {BYTES} NOT NULL,
  review_on {TEXT},
  variant_of {BYTES},
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  discarded_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX tools_number ON tools (workspace_id, number);
CREATE INDEX tools_title ON tools (workspace_id, title_key, number) WHERE discarded_at IS NULL;
CREATE INDEX tools_family ON tools (workspace_id, variant_of) WHERE variant_of IS NOT NULL;

-- A criterion of '' is the stage itself.
CREATE TABLE tool_places (
  workspace_id {BYTES} NOT NULL,
  tool_id {BYTES} NOT NULL,
  stage_key {TEXT} NOT NULL,
  criterion_key {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, tool_id, stage_key, criterion_key)
) {BY_KEY};
CREATE INDEX tool_places_stage ON tool_places (workspace_id, stage_key);

CREATE TABLE tool_uses (
  workspace_id {BYTES} NOT NULL,
  tool_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  used_on {TEXT} NOT NULL,
  visit BIGINT NOT NULL,
  stage_position BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, tool_id, deal_id, member_id, used_on)
) {BY_KEY};
CREATE INDEX tool_uses_deal ON tool_uses (workspace_id, deal_id);

CREATE TABLE deal_scores (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  tool_id {BYTES} NOT NULL,
  element_key {TEXT} NOT NULL,
  points BIGINT NOT NULL,
  evidence {TEXT} NOT NULL,
  member_id {BYTES},
  set_on {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, deal_id, tool_id, element_key)
) {BY_KEY};

-- Who is who at the customer, for one deal.
CREATE TABLE deal_contacts (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  contact_id {BYTES} NOT NULL,
  role {TEXT} NOT NULL,
  member_id {BYTES},
  set_on {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, deal_id, contact_id, role)
) {BY_KEY};
