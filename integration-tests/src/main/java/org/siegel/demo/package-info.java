/**
 * A whole mail world on this machine, with the gateway as it is shipped in the middle: as a demonstration, and as what the
 * integration tests stand on.
 */
@NullMarked
package org.siegel.demo;

import org.jspecify.annotations.NullMarked;
