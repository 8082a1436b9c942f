package org.pabal.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Gives tests the one server that all of them share: it starts with the first and is stopped after the last. One test
 * at a time has it, while classes with a server of their own run beside.
 */
final class SharedPabal implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Pabal.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        requireOneAtATime(context);
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Pabal.class, key -> start(), Pabal.class);
    }

    private static void requireOneAtATime(ExtensionContext context) {
        for (ExtensionContext at = context;
                at.getTestClass().isPresent();
                at = at.getParent().orElseThrow()) {
            if (at.getExecutionMode() == ExecutionMode.CONCURRENT) {
                throw new ParameterResolutionException(at.getDisplayName() + " is not @OnSharedPabal");
            }
        }
    }

    private static Pabal start() {
        try {
            return Pabal.start("shared");
        } catch (ServerTrouble e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
