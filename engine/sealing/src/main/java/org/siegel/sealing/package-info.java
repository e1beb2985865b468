/**
 * A message as an encrypted PDF or ZIP. {@link org.siegel.sealing.Sealing} is the way in; what it makes has been opened again
 * and compared before it is handed out.
 */
@NullMarked
package org.siegel.sealing;

import org.jspecify.annotations.NullMarked;
