/** The gateway as it is shipped, in a process of its own, in good and in bad weather. */
package org.siegel.demo;
