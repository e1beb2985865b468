/** What asking senders costs: until the question is there, and with many held mails. */
@NullMarked
package org.siegel.benchmarks.asking;

import org.jspecify.annotations.NullMarked;
