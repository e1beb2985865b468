/**
 * The message as one page of HTML that is safe to show: the sender's HTML reduced to an allow-list, its pictures taken from
 * the message only, and our own header block and list of attachments around it.
 */
@NullMarked
package org.siegel.sealing.html;

import org.jspecify.annotations.NullMarked;
