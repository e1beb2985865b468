/** What grade a domain has been reached at before, so that a drop is noticed. */
@NullMarked
package org.siegel.transport.downgrade;

import org.jspecify.annotations.NullMarked;
