/** Reports to recipient domains about TLS with their servers (RFC 8460): counting, writing, signing, sending. */
@NullMarked
package org.siegel.mailets.reporting;

import org.jspecify.annotations.NullMarked;
