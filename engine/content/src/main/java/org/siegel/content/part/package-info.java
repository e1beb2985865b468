/** What a look into parts hands on: their text, their bytes where a reader must jump about in them, and how it ended. */
@NullMarked
package org.siegel.content.part;

import org.jspecify.annotations.NullMarked;
