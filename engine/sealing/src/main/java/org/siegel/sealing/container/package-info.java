/** What is asked of a sealed container and what comes out of it; shared by all kinds of containers. */
@NullMarked
package org.siegel.sealing.container;

import org.jspecify.annotations.NullMarked;
