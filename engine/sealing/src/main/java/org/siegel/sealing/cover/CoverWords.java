package org.siegel.sealing.cover;

/**
 * What a cover mail says.
 *
 * @param subject without the password ID
 * @param text lines end with {@code \n}
 * @param html a whole document
 */
record CoverWords(String subject, String text, String html) {}
