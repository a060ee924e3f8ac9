-- What a stage asks of a deal, what a deal answers, and how each criterion stood whenever a deal left the stage.
CREATE TABLE stage_guides (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  version BIGINT NOT NULL,
  stage_key {TEXT} NOT NULL,
  revision BIGINT NOT NULL,
  guide {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, process_id, version, stage_key)
);

CREATE TABLE deal_fields (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  field_key {TEXT} NOT NULL,
  answer {TEXT} NOT NULL,
  member_id {BYTES},
  set_on {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, deal_id, field_key)
) {BY_KEY};

CREATE TABLE deal_checks (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  criterion_key {TEXT} NOT NULL,
  item {TEXT} NOT NULL,
  evidence {TEXT} NOT NULL,
  member_id {BYTES},
  checked_on {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, deal_id, criterion_key, item)
) {BY_KEY};

CREATE TABLE criterion_passes (
  workspace_id {BYTES} NOT NULL,
  deal_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  process_id {BYTES} NOT NULL,
  process_version BIGINT NOT NULL,
  stage_key {TEXT} NOT NULL,
  criterion_key {TEXT} NOT NULL,
  outcome {TEXT} NOT NULL,
  waiver {TEXT},
  passed_on {TEXT} NOT NULL,
  member_id {BYTES},
  import_id {BYTES},
  PRIMARY KEY (workspace_id, deal_id, number)
);
CREATE INDEX criterion_passes_criterion ON criterion_passes (workspace_id, process_id, criterion_key, passed_on, outcome);
CREATE INDEX criterion_passes_import ON criterion_passes (workspace_id, import_id) WHERE import_id IS NOT NULL;
