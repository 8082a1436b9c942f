package org.pabal.ejb.database;

/**
 * A bean with a persistence context. Payara looks for the persistence unit when the context is used for the first time, and in
 * the module of whoever is calling then: a bean that is used from the web module first would never find the unit of this one.
 * So each is used once from here, when the application starts.
 */
public interface BoundAtStart {
    /** Uses the persistence context, without effect. */
    void bind();
}
