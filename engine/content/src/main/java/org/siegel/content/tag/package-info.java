/**
 * The sender's own statements of risk: tags at either end of the subject, and header fields. Never the body, where
 * confidentiality notices in signatures would tag every mail.
 */
@NullMarked
package org.siegel.content.tag;

import org.jspecify.annotations.NullMarked;
