package org.siegel.store;

/**
 * One message, one recipient, one attempt: what evidence is kept of.
 *
 * @param copy      which mail, and to whom
 * @param judgement what was known and decided before
 * @param handling  what was done, and how it ended
 */
public record Attempt(MailCopy copy, Judgement judgement, Handling handling) {}
