/**
 * From a raw message to runs of readable text. Bounded in depth, parts and characters, and total: whatever the bytes
 * are, every part ends in exactly one {@link org.siegel.policy.PartState}.
 */
@NullMarked
package org.siegel.content.mime;

import org.jspecify.annotations.NullMarked;
