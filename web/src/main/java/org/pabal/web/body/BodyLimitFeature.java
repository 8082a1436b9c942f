package org.pabal.web.body;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Puts a {@link BodyLimitFilter} before every method. */
@Provider
public class BodyLimitFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        BodyLimit limit = resource.getResourceMethod().getAnnotation(BodyLimit.class);
        context.register(new BodyLimitFilter(limit == null ? BodyLimit.USUAL : limit.value()));
    }
}
