/** What stands behind {@code PasswordEncryptMailet}: passwords kept, containers made, senders told. */
@NullMarked
package org.siegel.mailets.sealing;

import org.jspecify.annotations.NullMarked;
