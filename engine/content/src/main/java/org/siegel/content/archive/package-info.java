/** Containers that are read in this process: ZIP by its directory, gzip and tar as streams. All within a budget. */
@NullMarked
package org.siegel.content.archive;

import org.jspecify.annotations.NullMarked;
