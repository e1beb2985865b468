-- Passwords of sealed mails, encrypted with a key that is not in this database.
CREATE TABLE IF NOT EXISTS siegel_password (
    id          VARCHAR(16)                 NOT NULL PRIMARY KEY,
    mail_name   VARCHAR(255)                NOT NULL,
    format      VARCHAR(16)                 NOT NULL,
    document    TEXT                        NOT NULL,
    key_id      VARCHAR(32)                 NOT NULL,
    secret      VARCHAR(1024)               NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    notified_at TIMESTAMP(6) WITH TIME ZONE,
    expires_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX IF NOT EXISTS siegel_password_by_expiry ON siegel_password (expires_at);
CREATE INDEX IF NOT EXISTS siegel_password_by_creation ON siegel_password (created_at);

-- The one key that all nodes must hold.
CREATE TABLE IF NOT EXISTS siegel_secret_key (
    purpose       VARCHAR(32)                 NOT NULL PRIMARY KEY,
    key_id        VARCHAR(32)                 NOT NULL,
    registered_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
