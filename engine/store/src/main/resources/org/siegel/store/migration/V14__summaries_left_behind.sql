-- Summaries that their node does not look after any more, without looking at all.
CREATE INDEX IF NOT EXISTS siegel_summary_left ON siegel_summary (look_at, mail_name);
