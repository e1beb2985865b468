/**
 * What the organisation's own senders read: that a mail was not delivered ({@code ReturnToSender}) or is held
 * ({@code HoldNotice}), why, and what they can do. The wording is in {@code notices_de.properties} and
 * {@code notices_en.properties}.
 */
@NullMarked
package org.siegel.mailets.notice;

import org.jspecify.annotations.NullMarked;
