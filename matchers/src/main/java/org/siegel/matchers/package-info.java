/**
 * Matchers that an administrator combines in {@code mailetcontainer.xml}: what is this mail, and how well would it travel?
 * They return recipients, and note what they found on the mail.
 */
@NullMarked
package org.siegel.matchers;

import org.jspecify.annotations.NullMarked;
