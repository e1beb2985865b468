-- Mails that wait for a decision of their senders. The mail itself lies with James on the node that is named; what the question
-- says is encrypted with the key that is not in this database.
CREATE TABLE IF NOT EXISTS siegel_question (
    id              VARCHAR(32)                 NOT NULL PRIMARY KEY,
    node            VARCHAR(255)                NOT NULL,
    mail_name       VARCHAR(255)                NOT NULL,
    state           VARCHAR(16)                 NOT NULL,
    key_id          VARCHAR(32)                 NOT NULL,
    document        TEXT                        NOT NULL,
    asked_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    remind_at       TIMESTAMP(6) WITH TIME ZONE,
    expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    choice          VARCHAR(16),
    decided_by      VARCHAR(16),
    decided_at      TIMESTAMP(6) WITH TIME ZONE,
    words           TEXT,
    release_id      VARCHAR(64),
    carried_out_at  TIMESTAMP(6) WITH TIME ZONE,
    UNIQUE (node, mail_name)
);

CREATE INDEX IF NOT EXISTS siegel_question_by_state ON siegel_question (state, expires_at);
CREATE INDEX IF NOT EXISTS siegel_question_open ON siegel_question (node, carried_out_at, state);

-- The links and reply addresses that answer a question: SHA-256 of their tokens.
CREATE TABLE IF NOT EXISTS siegel_question_token (
    token_hash  VARCHAR(64) NOT NULL PRIMARY KEY,
    question_id VARCHAR(32) NOT NULL
);

CREATE INDEX IF NOT EXISTS siegel_question_token_by_question ON siegel_question_token (question_id);
