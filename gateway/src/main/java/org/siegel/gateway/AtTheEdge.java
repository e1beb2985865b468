package org.siegel.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the few places where the process meets its console and its exit code. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface AtTheEdge {}
