package org.pabal.web.security;

/** The roles' names for {@code @RolesAllowed}: {@link org.pabal.ejb.admin.AdminRole#text()}. */
public final class Roles {
    public static final String ADMIN = "admin";
    public static final String OPERATOR = "operator";
    public static final String AUDITOR = "auditor";

    private Roles() {}
}
