-- Secrets that are kept for a recipient: passwords that were agreed, and what passwords are derived from. Encrypted with the
-- key that is not in this database. The highest version is in use; older ones open old mails.
CREATE TABLE IF NOT EXISTS siegel_recipient_secret (
    recipient  VARCHAR(255)                NOT NULL,
    kind       VARCHAR(16)                 NOT NULL,
    version    INTEGER                     NOT NULL,
    id         VARCHAR(16)                 NOT NULL,
    address    TEXT                        NOT NULL,
    entropy    INTEGER                     NOT NULL,
    key_id     VARCHAR(32)                 NOT NULL,
    secret     VARCHAR(1024)               NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    told_at    TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (recipient, kind, version),
    UNIQUE (recipient, kind, id)
);
