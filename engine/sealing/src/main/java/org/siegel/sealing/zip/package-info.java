/** A message as a ZIP encrypted with WinZip AE-2: for recipients who have 7-Zip and need to see that nothing was changed. */
@NullMarked
package org.siegel.sealing.zip;

import org.jspecify.annotations.NullMarked;
