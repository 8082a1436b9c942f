package org.pabal.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.pabal.ejb.admin.AdminAccounts;
import org.pabal.ejb.admin.Login;
import org.pabal.web.problem.ErrorPage;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.Unexpected;

/**
 * HTTP Basic against {@link AdminAccounts}, for each request anew: no session, no cookie. An answer to a stranger is the
 * same whatever they asked for.
 */
@ApplicationScoped
public class BasicAuthentication implements HttpAuthenticationMechanism {
    private static final String CHALLENGE = "Basic realm=\"Pabal\", charset=\"UTF-8\"";

    @Inject
    AdminAccounts accounts;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Optional<BasicCredentials> credentials = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(BasicCredentials::parse);
        if (credentials.isEmpty()) {
            return context.isProtected() ? challenge(response) : context.doNothing();
        }
        Login login;
        try {
            login = accounts.login(credentials.get().name(), credentials.get().password());
        } catch (RuntimeException e) {
            // nothing above this turns it into a problem document
            return refuse(response, Unexpected.logged(e));
        }
        return switch (login) {
            case Login.Granted granted ->
                context.notifyContainerAboutLogin(
                        granted.name(), Set.of(granted.role().text()));
            case Login.Refused refused -> challenge(response);
            case Login.Busy busy -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                yield refuse(
                        response, Problem.unavailable("Too many passwords are being checked; try again in a moment."));
            }
        };
    }

    private static AuthenticationStatus challenge(HttpServletResponse response) throws AuthenticationException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        return refuse(response, Problem.unauthorized());
    }

    private static AuthenticationStatus refuse(HttpServletResponse response, Problem problem)
            throws AuthenticationException {
        SafeHeaders.addTo(response);
        try {
            ErrorPage.write(problem, response);
        } catch (IOException e) {
            throw new AuthenticationException("the answer could not be written", e);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
