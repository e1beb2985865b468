/**
 * James's mail queues on the file system: durable before the sender hears 250, and fair to fresh mail.
 *
 * <p>A queue is a folder, a mail in it one {@linkplain org.siegel.gateway.mailfile file}; the file's name says when it is
 * due and how urgent it is, so a start needs the folder's names only. Memory holds the {@linkplain
 * org.siegel.gateway.queue.Line order} and, of the mails, where each goes. Mail that waits for a retry stands in a line of its own
 * and never in the way. Why it is built so: {@code docs/adr/0003-persistent-queue.md}.
 */
@NullMarked
package org.siegel.gateway.queue;

import org.jspecify.annotations.NullMarked;
