/** What opens a sealed container: passphrases, how hard they are to guess, and the names they are spoken of by. */
@NullMarked
package org.siegel.sealing.password;

import org.jspecify.annotations.NullMarked;
