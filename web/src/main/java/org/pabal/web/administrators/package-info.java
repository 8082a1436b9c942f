/** Who may administer. Entry class {@link org.pabal.web.administrators.AdministratorsResource}. No answer holds a password or hash. */
@NullMarked
package org.pabal.web.administrators;

import org.jspecify.annotations.NullMarked;
