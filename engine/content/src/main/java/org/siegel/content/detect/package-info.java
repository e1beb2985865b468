/**
 * Finds identifiers in text: a text is normalised once, cut into windows, and read by small hand-written scanners in
 * linear time. No regular expressions: strangers write the text.
 */
@NullMarked
package org.siegel.content.detect;

import org.jspecify.annotations.NullMarked;
