/**
 * Documents that are read in a process of their own: starts it, hands it one document at a time, takes what comes back without
 * trusting it, and ends it when it takes too long. Nothing that a document does to its reader reaches this process.
 */
@NullMarked
package org.siegel.content.worker;

import org.jspecify.annotations.NullMarked;
