/**
 * The admin API: {@code /pabal/api/v1}. Entry class {@link org.pabal.web.AdminApi}; a resource class for each thing, in a
 * package for each subject. Invariant: a method that declares no role answers nobody.
 */
@NullMarked
package org.pabal.web;

import org.jspecify.annotations.NullMarked;
