/**
 * What must outlive a restart: the evidence of every attempt to send a mail, and the passwords of sealed mails. Kept in
 * an embedded H2 file or, where several nodes share it, in PostgreSQL.
 *
 * <p>Whatever a method here has written is on disk when it returns. A failure of the database is a
 * {@link org.siegel.store.StoreException}: the caller then keeps the mail. Secrets are handed over as arrays; the caller
 * wipes those that it gives and those that it gets, this package wipes every copy of its own.
 */
@NullMarked
package org.siegel.store;

import org.jspecify.annotations.NullMarked;
