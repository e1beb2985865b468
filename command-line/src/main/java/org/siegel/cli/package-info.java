/** What an administrator types: {@code ./siegel check}, {@code explain} and the like; each command a class. */
@NullMarked
package org.siegel.cli;

import org.jspecify.annotations.NullMarked;
