/**
 * One mail of James as one file: what the queue and the mail repositories of the gateway write and read.
 *
 * <p>A file appears under its name only when it is whole and on the disk. Whatever does not read back exactly as it was
 * written is {@linkplain org.siegel.gateway.mailfile.UnreadableMailException reported}, never guessed at and never deleted.
 */
@NullMarked
package org.siegel.gateway.mailfile;

import org.jspecify.annotations.NullMarked;
