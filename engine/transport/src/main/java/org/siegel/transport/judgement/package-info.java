/**
 * The one judgement: facts observed on a connection and what the policy demands in, findings and a grade out. The probe
 * and the delivering connection are judged by the same code, so what was promised is what is enforced.
 */
@NullMarked
package org.siegel.transport.judgement;

import org.jspecify.annotations.NullMarked;
