-- Codes that were sent to senders who sign in on the page: SHA-256 of what the browser keeps in a cookie, and of that with the code,
-- so that the code cannot be found by trying all from what is here. A row stays for an hour, as the codes of an hour are counted.
CREATE TABLE IF NOT EXISTS siegel_sign_in_code (
    browser_hash VARCHAR(64)                 NOT NULL PRIMARY KEY,
    question_id  VARCHAR(32)                 NOT NULL,
    code_hash    VARCHAR(64)                 NOT NULL,
    tries        INTEGER                     NOT NULL,
    sent_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX IF NOT EXISTS siegel_sign_in_code_by_question ON siegel_sign_in_code (question_id, sent_at);
CREATE INDEX IF NOT EXISTS siegel_sign_in_code_by_age ON siegel_sign_in_code (sent_at);

-- Browsers in which a sender has signed in, each for one question: SHA-256 of what the browser keeps in a cookie.
CREATE TABLE IF NOT EXISTS siegel_sign_in (
    browser_hash VARCHAR(64)                 NOT NULL PRIMARY KEY,
    question_id  VARCHAR(32)                 NOT NULL,
    expires_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX IF NOT EXISTS siegel_sign_in_by_end ON siegel_sign_in (expires_at);
