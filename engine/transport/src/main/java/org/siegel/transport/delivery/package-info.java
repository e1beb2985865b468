/**
 * From a recipient domain to a judged connection, and over it: the probe that predicts a grade and the delivery that
 * enforces one open their connections through the same code.
 */
@NullMarked
package org.siegel.transport.delivery;

import org.jspecify.annotations.NullMarked;
