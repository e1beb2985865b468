/**
 * What is in this message? Walks its MIME parts, reads the sender's risk tags, looks for identifiers and words, and
 * names the risk class that the officer's rules lead to. Knows how to read mail, not how to send it.
 */
@NullMarked
package org.siegel.content;

import org.jspecify.annotations.NullMarked;
