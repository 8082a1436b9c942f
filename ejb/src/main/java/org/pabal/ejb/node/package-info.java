/**
 * Which node of a cluster this is. Entry class {@link org.pabal.ejb.node.ThisNode}. Invariant: nothing here changes while
 * the application runs.
 */
@NullMarked
package org.pabal.ejb.node;

import org.jspecify.annotations.NullMarked;
