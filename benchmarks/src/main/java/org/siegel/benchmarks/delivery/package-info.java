/** Mails per second of the whole gateway beside Postfix and stock James, everything on this machine. */
@NullMarked
package org.siegel.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
