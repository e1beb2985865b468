/** An extension as an administrator would drop it into {@code extensions-jars/}: the tests pack this package into a jar. */
package org.siegel.gateway.extension;
