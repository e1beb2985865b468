/**
 * The process in which documents are read that are too intricate to be read inside the gateway. It gets one document at a time
 * on its standard input, sends back the text and the files inside on its standard output, and may die of any of them.
 */
@NullMarked
package org.siegel.worker;

import org.jspecify.annotations.NullMarked;
