/** Reads the data protection officer's file, once and strictly. */
@NullMarked
package org.siegel.james.policy;

import org.jspecify.annotations.NullMarked;
