-- Mails whose senders get a summary: how each recipient got it. What it says of the mail is encrypted with the key that is not in
-- this database; what became of the recipients stands in the evidence.
CREATE TABLE IF NOT EXISTS siegel_summary (
    node        VARCHAR(255)                NOT NULL,
    mail_name   VARCHAR(255)                NOT NULL,
    key_id      VARCHAR(32)                 NOT NULL,
    document    TEXT                        NOT NULL,
    accepted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    look_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (node, mail_name)
);

CREATE INDEX IF NOT EXISTS siegel_summary_due ON siegel_summary (node, look_at);

-- Among many held mails: the next page of the list, those whose time is over, and those to be reminded of, without looking at all.
CREATE INDEX IF NOT EXISTS siegel_question_waiting ON siegel_question (state, expires_at, id);
CREATE INDEX IF NOT EXISTS siegel_question_reminders ON siegel_question (node, state, remind_at);
