@NullMarked
package org.siegel.worker;

import org.jspecify.annotations.NullMarked;
