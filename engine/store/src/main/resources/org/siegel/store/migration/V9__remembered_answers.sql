-- Answers of senders that count for later mails too. The sender is '' where it counts for everybody; the target is an address, or
-- a domain with @ before it.
CREATE TABLE IF NOT EXISTS siegel_remembered_answer (
    id          VARCHAR(32)                 NOT NULL PRIMARY KEY,
    sender      VARCHAR(255)                NOT NULL,
    target      VARCHAR(255)                NOT NULL,
    risk_class  VARCHAR(255)                NOT NULL,
    choice      VARCHAR(16)                 NOT NULL,
    words       TEXT                        NOT NULL,
    given_by    VARCHAR(255)                NOT NULL,
    given_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    UNIQUE (sender, target)
);

CREATE INDEX IF NOT EXISTS siegel_remembered_answer_by_giver ON siegel_remembered_answer (given_by);
