/** Who may relay through the gateway after SMTP AUTH, and for which domains the organisation answers itself. */
@NullMarked
package org.siegel.gateway.users;

import org.jspecify.annotations.NullMarked;
