/**
 * A message as a person sees it: header lines to show, body, pictures, attachments. Read leniently and totally from the raw
 * RFC 5322 text; whatever cannot be understood stays available in the original.
 */
@NullMarked
package org.siegel.sealing.message;

import org.jspecify.annotations.NullMarked;
