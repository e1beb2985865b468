/**
 * The runnable gateway: James 3.8's own SMTP server and mailet container, with queues, repositories and users that
 * survive a restart.
 *
 * <p>No mailbox, no IMAP, no POP3, no JMAP: what comes in by SMTP goes through {@code mailetcontainer.xml} and out again.
 * Siegel's matchers and mailets are an extension like any other; this package does not know them.
 */
@NullMarked
package org.siegel.gateway;

import org.jspecify.annotations.NullMarked;
