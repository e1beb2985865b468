/**
 * Mails that wait for their senders' decision: held, asked about, decided on the page or by mail, and let go. The question and
 * the decision are in the store, the mail is in James's repository; a decision is carried out by the node that holds it.
 */
@NullMarked
package org.siegel.mailets.asking;

import org.jspecify.annotations.NullMarked;
