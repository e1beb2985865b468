/** How each recipient got a mail, told to its sender once. */
@NullMarked
package org.siegel.mailets.summary;

import org.jspecify.annotations.NullMarked;
