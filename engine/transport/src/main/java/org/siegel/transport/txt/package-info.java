/** Versioned TXT records, as MTA-STS and TLSRPT have them. */
@NullMarked
package org.siegel.transport.txt;

import org.jspecify.annotations.NullMarked;
