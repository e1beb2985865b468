/** Puts Siegel together inside James: reads the configuration, and binds what matchers and mailets are given. */
@NullMarked
package org.siegel.james;

import org.jspecify.annotations.NullMarked;
