/**
 * Office documents of the ZIP kind (Office Open XML, ISO/IEC 29500; OpenDocument, ISO/IEC 26300) as text in reading order:
 * their XML is streamed, nothing outside the document is ever asked for, and nothing of it is kept but a table's strings.
 */
@NullMarked
package org.siegel.content.office;

import org.jspecify.annotations.NullMarked;
