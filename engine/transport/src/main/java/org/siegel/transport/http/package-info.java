/**
 * Small HTTP/1.1 exchanges with hosts that outsiders name: addresses are looked up by our resolver and filtered, and time
 * and size are bounded. What fails, fails in words.
 */
@NullMarked
package org.siegel.transport.http;

import org.jspecify.annotations.NullMarked;
