/** How long a verdict takes, cold and warm, what it costs, and what is kept of it. */
@NullMarked
package org.siegel.benchmarks.verdict;

import org.jspecify.annotations.NullMarked;
