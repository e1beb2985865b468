/** What the look into mails costs, beside other engines, and how often it is right. */
@NullMarked
package org.siegel.benchmarks.content;

import org.jspecify.annotations.NullMarked;
