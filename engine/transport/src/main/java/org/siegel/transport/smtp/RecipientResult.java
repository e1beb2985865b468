package org.siegel.transport.smtp;

/** One recipient and what became of the mail for it. */
public record RecipientResult(Recipient recipient, Outcome outcome) {}
