-- One row per message, recipient and attempt. The columns are what is searched for; the document is the whole record.
-- Rows are only ever added.
CREATE TABLE IF NOT EXISTS siegel_evidence (
    id            UUID                        NOT NULL PRIMARY KEY,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    node          VARCHAR(255)                NOT NULL,
    mail_name     VARCHAR(255)                NOT NULL,
    message_id    VARCHAR(255),
    recipient     VARCHAR(255)                NOT NULL,
    domain        VARCHAR(255)                NOT NULL,
    attempt       INTEGER                     NOT NULL,
    outcome       VARCHAR(32)                 NOT NULL,
    risk_class    VARCHAR(255)                NOT NULL,
    predicted     VARCHAR(32)                 NOT NULL,
    chosen        VARCHAR(32)                 NOT NULL,
    demanded      VARCHAR(32)                 NOT NULL,
    reached       VARCHAR(32),
    document      TEXT                        NOT NULL
);

CREATE INDEX IF NOT EXISTS siegel_evidence_by_mail ON siegel_evidence (mail_name, recipient);
CREATE INDEX IF NOT EXISTS siegel_evidence_by_message ON siegel_evidence (message_id);
CREATE INDEX IF NOT EXISTS siegel_evidence_by_recipient ON siegel_evidence (recipient, recorded_at);
