/** From the bytes of an attachment to its text or its entries: told by content, never by name, and bounded in all respects. */
@NullMarked
package org.siegel.content.attachment;

import org.jspecify.annotations.NullMarked;
