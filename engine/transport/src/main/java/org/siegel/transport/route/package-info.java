/** Where the mail for a domain goes: MX hosts in order, their addresses and TLSA records, each with its security. */
@NullMarked
package org.siegel.transport.route;

import org.jspecify.annotations.NullMarked;
