/** Mailets that carry out: classify, seal, deliver strictly, hand over passwords. */
@NullMarked
package org.siegel.mailets;

import org.jspecify.annotations.NullMarked;
