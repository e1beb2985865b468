package org.siegel.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exempts from the check for forbidden APIs. Here only because the check takes every mention of SecureRandom for one of
 * its superclass Random; each exempted place uses the SecureRandom that is passed in.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.CONSTRUCTOR})
@interface AtTheEdge {}
