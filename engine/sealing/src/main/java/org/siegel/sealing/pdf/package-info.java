/** A message as an encrypted PDF: laid out, its files enclosed, encrypted while it is written, opened again to see. */
@NullMarked
package org.siegel.sealing.pdf;

import org.jspecify.annotations.NullMarked;
