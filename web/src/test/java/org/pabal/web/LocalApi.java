package org.pabal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.jspecify.annotations.Nullable;

/** Resources, filters and mappers in the server's JAX-RS implementation, without the server: requests in, answers out. */
public final class LocalApi {
    private static final URI BASE = URI.create("http://pabal.test/pabal/api/v1/");

    private final ApplicationHandler handler;

    /** @param components classes or objects: resources, filters, mappers, binders */
    public LocalApi(Object... components) {
        ResourceConfig config = new ResourceConfig().property(ServerProperties.WADL_FEATURE_DISABLE, true);
        for (Object component : components) {
            if (component instanceof Class<?> type) {
                config.register(type);
            } else {
                config.register(component);
            }
        }
        handler = new ApplicationHandler(config);
    }

    /** @param path below the API's base, without a leading slash */
    public Call call(String method, String path) {
        return new Call(method, path);
    }

    /** A request to be. */
    public final class Call {
        private final ContainerRequest request;

        private Call(String method, String path) {
            request = new ContainerRequest(
                    BASE, BASE.resolve(path), method, new Caller(Optional.empty()), new MapPropertiesDelegate(), null);
        }

        /** Comes from somebody of this name, whose only role has the same name. */
        public Call as(String role) {
            request.setSecurityContext(new Caller(Optional.of(role)));
            return this;
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call body(String type, byte[] octets) {
            request.setEntityStream(new ByteArrayInputStream(octets));
            return header("Content-Type", type);
        }

        public Call body(String type, String text) {
            return body(type, text.getBytes(StandardCharsets.UTF_8));
        }

        public Answer answer() {
            try {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                ContainerResponse response = handler.apply(request, body).get();
                return new Answer(response, body.toString(StandardCharsets.UTF_8));
            } catch (ExecutionException | InterruptedException e) {
                throw new AssertionError("the request was not answered", e);
            }
        }
    }

    /** What came back. */
    public record Answer(ContainerResponse response, String body) {
        public int status() {
            return response.getStatus();
        }

        /** @return the value of the field, or null */
        public @Nullable String header(String name) {
            return response.getHeaderString(name);
        }

        /** Checks that it is a problem document of this status, and that it says nothing about the inside. */
        public JsonObject problem(int status) {
            assertThat(status()).isEqualTo(status);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(body).doesNotContain("Exception").doesNotContain("org.").doesNotContain("java.");
            JsonObject json = Json.createReader(new java.io.StringReader(body)).readObject();
            assertThat(json.getInt("status")).isEqualTo(status);
            assertThat(json.getString("title")).isNotEmpty();
            assertThat(json.getString("detail")).isNotEmpty();
            return json;
        }
    }

    private record Caller(Optional<String> role) implements SecurityContext {
        @Override
        public @Nullable Principal getUserPrincipal() {
            return role.<Principal>map(name -> () -> name).orElse(null);
        }

        @Override
        public boolean isUserInRole(String asked) {
            return role.filter(asked::equals).isPresent();
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return BASIC_AUTH;
        }
    }
}
