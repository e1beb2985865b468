/**
 * What must hold for a mail, and what is decided when it does not: grades, risk classes, procedures, findings and the
 * decision table. Depends on nothing but the JDK; every other part speaks in these terms.
 */
@NullMarked
package org.siegel.policy;

import org.jspecify.annotations.NullMarked;
