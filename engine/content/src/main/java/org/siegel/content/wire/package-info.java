/**
 * What the gateway and the worker process say to each other over the worker's standard input and output: the only thing that
 * both know. Nothing here needs more than the JDK.
 */
@NullMarked
package org.siegel.content.wire;

import org.jspecify.annotations.NullMarked;
