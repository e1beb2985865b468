/** Finds the officer's words in normalised text, in whatever case, umlaut spelling and hyphenation they are written. */
@NullMarked
package org.siegel.content.word;

import org.jspecify.annotations.NullMarked;
