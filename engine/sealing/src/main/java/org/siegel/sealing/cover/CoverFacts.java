package org.siegel.sealing.cover;

import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.password.PasswordId;

/**
 * All that a cover mail may tell: what its reader sees in its header and in its list of files anyway.
 *
 * @param organisation may be empty
 * @param sender as in From
 * @param contact whom a reply goes to
 */
record CoverFacts(SealedContainer container, PasswordId id, String organisation, String sender, String contact) {}
