/** The page on which senders decide: served over HTTPS on a port of its own. Knows nothing of James. */
@NullMarked
package org.siegel.mailets.asking.page;

import org.jspecify.annotations.NullMarked;
