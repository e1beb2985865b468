/** The mails around a container: the cover mail that carries it, and the notice that gives its password to the sender. */
@NullMarked
package org.siegel.sealing.cover;

import org.jspecify.annotations.NullMarked;
