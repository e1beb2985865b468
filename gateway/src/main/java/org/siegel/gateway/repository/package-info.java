/**
 * James's mail repositories on the file system: what is held, kept for the operator, or could not be processed.
 *
 * <p>James 3.8's own {@code FileMailRepository} is not used: it does not force to the disk what it stores, and it deletes a
 * mail that it cannot read.
 */
@NullMarked
package org.siegel.gateway.repository;

import org.jspecify.annotations.NullMarked;
