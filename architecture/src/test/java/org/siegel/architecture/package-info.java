/** What holds for the whole repository and no compiler checks: the arrows between the modules, the house rules, the citations. */
@NullMarked
package org.siegel.architecture;

import org.jspecify.annotations.NullMarked;
