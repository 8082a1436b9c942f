package org.pabal.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A debugger at a server that was prepared for one: stops it where it enters a method, so that it can be killed just there. It stays until then. */
final class Debugger {
    private static final String ANY_OPTION = "<jvm-options>-Djava.awt.headless=true</jvm-options>";

    private final VirtualMachine machine;

    private Debugger(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Lets a server listen for a debugger from its next start on.
     *
     * @param domainXml of a domain that exists and does not run
     */
    static void prepare(Path domainXml, int port) throws IOException {
        String xml = Files.readString(domainXml);
        if (!xml.contains(ANY_OPTION)) {
            throw new IOException(domainXml + " has not " + ANY_OPTION);
        }
        Files.writeString(
                domainXml,
                xml.replace(
                        ANY_OPTION,
                        ANY_OPTION
                                + "<jvm-options>-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
                                + port + "</jvm-options>"));
    }

    static Debugger attach(int port) throws IOException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(candidate -> candidate.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        try {
            return new Debugger(connector.attach(arguments));
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
    }

    /** From now on whoever enters the method stops the whole server.
     *
     * @param method as {@code org.pabal.core.local.MaildirEntry.sync}; of a class that is loaded
     */
    void watches(String method) {
        int dot = method.lastIndexOf('.');
        List<ReferenceType> types = machine.classesByName(method.substring(0, dot));
        List<com.sun.jdi.Method> methods = types.stream()
                .flatMap(type -> type.methodsByName(method.substring(dot + 1)).stream())
                .toList();
        if (methods.isEmpty()) {
            throw new IllegalStateException("the server has not loaded " + method);
        }
        for (com.sun.jdi.Method found : methods) {
            EventRequest request = machine.eventRequestManager().createBreakpointRequest(found.location());
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            request.enable();
        }
    }

    /** Waits until a watched method is entered. The server stands still from then on; nothing is watched any more. */
    void awaitEntry(Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            EventSet events = machine.eventQueue().remove(1_000);
            if (events != null && events.stream().anyMatch(BreakpointEvent.class::isInstance)) {
                machine.eventRequestManager().deleteAllBreakpoints();
                return;
            }
            if (events != null) {
                events.resume();
            }
        }
        throw new AssertionError("the server never came there");
    }

    void resumes() {
        machine.resume();
    }
}
