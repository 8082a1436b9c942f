/**
 * The database: which one it is, how it is reached and brought up to date, and when a commit is on its disk.
 *
 * <p>Entry classes {@link org.pabal.ejb.database.PabalDataSource}, {@link org.pabal.ejb.database.SchemaMigration} and
 * {@link org.pabal.ejb.database.DurableCommit}. Invariant: everything that differs between H2 and PostgreSQL is said in
 * {@link org.pabal.ejb.database.Dialect} and nowhere else.
 */
@NullMarked
package org.pabal.ejb.database;

import org.jspecify.annotations.NullMarked;
