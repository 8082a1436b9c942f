package org.pabal.ejb.database;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Waits after the unit of work: outside of the interceptor of {@code @Transactional}, which is at 200. */
@Durable
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class DurableInterceptor {
    private final DurableCommit durable;

    @Inject
    DurableInterceptor(DurableCommit durable) {
        this.durable = durable;
    }

    @AroundInvoke
    @Nullable
    Object proceed(InvocationContext call) throws Exception {
        Object result = call.proceed();
        try {
            durable.await();
        } catch (SQLException e) {
            throw new IllegalStateException("a change was made, but may be lost if the server fails now", e);
        }
        return result;
    }
}
