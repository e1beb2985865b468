/** A certificate authority that makes good and bad certificates in three lines. */
@NullMarked
package org.siegel.testing.pki;

import org.jspecify.annotations.NullMarked;
