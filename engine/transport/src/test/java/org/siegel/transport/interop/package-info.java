/** Beside other people's name servers, resolvers and mail servers; see profile {@code interop}. */
@NullMarked
package org.siegel.transport.interop;

import org.jspecify.annotations.NullMarked;
