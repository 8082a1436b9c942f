package org.pabal.web.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a {@link RoleFilter} before every method. The container's own check of {@code @RolesAllowed} is not enough: it is
 * missing after a start of the server (payara/Payara #7987).
 */
@Provider
public class RoleFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        context.register(new RoleFilter(rolesOf(resource)));
    }

    /** @return who may call it: what the method says, else its class, else nobody */
    static Set<String> rolesOf(ResourceInfo resource) {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(RolesAllowed.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(RolesAllowed.class)))
                .map(declared -> Set.of(declared.value()))
                .orElse(Set.of());
    }
}
