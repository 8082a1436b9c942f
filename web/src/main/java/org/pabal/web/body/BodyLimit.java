package org.pabal.web.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many octets of body a resource method takes; more is answered with 413. Without it {@link #USUAL}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {
    /** As many as a text may have in the database. */
    long USUAL = 1_000_000;

    /** For a method that bounds what it reads by itself. */
    long OWN = Long.MAX_VALUE;

    long value();
}
