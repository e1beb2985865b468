/** What several independent resolvers see of a domain whose DNS is not signed. */
@NullMarked
package org.siegel.transport.corroboration;

import org.jspecify.annotations.NullMarked;
