/** Comparisons with what a user would take instead, in the same run, in turn. Started by {@code benchmarks/run NAME}. */
@NullMarked
package org.siegel.benchmarks;

import org.jspecify.annotations.NullMarked;
