package org.siegel.policy;

/**
 * What is done with one recipient's copy, and what the connection that carries it must reach.
 *
 * @param procedure what is done
 * @param demand    enforced on the connection, before anything of the mail is sent
 */
public record Decision(Procedure procedure, TransportGrade demand) {}
