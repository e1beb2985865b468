/** Reads normalised text once: words by one automaton, identifiers where tokens start, and what the two make together. */
@NullMarked
package org.siegel.content.scan;

import org.jspecify.annotations.NullMarked;
