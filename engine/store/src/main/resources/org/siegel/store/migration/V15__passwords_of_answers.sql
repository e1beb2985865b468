-- Where the password of a held mail comes from, if its sender decided about that; and whether the mail was found to be gone when the
-- decision was to be carried out.
ALTER TABLE siegel_question ADD COLUMN IF NOT EXISTS password_mode VARCHAR(16);
ALTER TABLE siegel_question ADD COLUMN IF NOT EXISTS mail_gone BOOLEAN DEFAULT FALSE NOT NULL;

-- The telephone number that a sender gave with a decision: encrypted with the key that is not in this database, and deleted as soon as
-- the decision is carried out.
CREATE TABLE IF NOT EXISTS siegel_question_phone (
    question_id VARCHAR(32) NOT NULL PRIMARY KEY,
    key_id      VARCHAR(32) NOT NULL,
    phone       TEXT        NOT NULL
);
