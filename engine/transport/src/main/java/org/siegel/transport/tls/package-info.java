/** TLS with a mail server: what is offered, what came of it, and who the server proved to be. */
@NullMarked
package org.siegel.transport.tls;

import org.jspecify.annotations.NullMarked;
