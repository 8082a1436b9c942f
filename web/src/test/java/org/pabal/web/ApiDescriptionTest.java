package org.pabal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiDescriptionTest {
    @Test
    void patternsOfParametersAreLeftOut() {
        assertThat(ApiDescription.plain("/queue/messages/{id: [0-9]{1,18}}/hold"))
                .isEqualTo("/queue/messages/{id}/hold");
        assertThat(ApiDescription.plain("/a/{b:x}/c/{ d }/{e : [^/]+}")).startsWith("/a/{b}/c/{ d }/");
        assertThat(ApiDescription.plain("/control/{name}")).isEqualTo("/control/{name}");
    }

    @Test
    void operationsAreNamedByMethodAndPath() {
        assertThat(ApiDescription.operationId("GET", "/api/v1/control/{name}")).isEqualTo("get-control-name");
        assertThat(ApiDescription.operationId("POST", "/api/v1/queue/flush")).isEqualTo("post-queue-flush");
        assertThat(ApiDescription.operationId("PUT", "/api/v1/access-rules/{set}"))
                .isEqualTo("put-access-rules-set");
    }
}
