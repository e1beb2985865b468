/** Handlers for {@code smtpserver.xml}. */
@NullMarked
package org.siegel.gateway.smtp;

import org.jspecify.annotations.NullMarked;
