/** MTA-STS (RFC 8461): which mail servers a domain published as its own, found out, remembered and renewed. */
@NullMarked
package org.siegel.transport.mtasts;

import org.jspecify.annotations.NullMarked;
