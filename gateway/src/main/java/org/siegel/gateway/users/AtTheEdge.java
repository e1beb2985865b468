package org.siegel.gateway.users;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one class that draws random numbers. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface AtTheEdge {}
