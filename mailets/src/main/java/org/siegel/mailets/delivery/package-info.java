/**
 * What stands behind {@code StrictTlsRemoteDelivery}: takes mails from James's outgoing queue, gives each to the strict
 * delivery, and does with every recipient what the attempt and the policy say.
 */
@NullMarked
package org.siegel.mailets.delivery;

import org.jspecify.annotations.NullMarked;
