package org.pabal.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The settings of a domain that must be there before its server starts: where it listens and the options of its JVM.
 * Applying the same settings twice changes nothing; what a deployment added to the file stays.
 */
final class DomainXml {
    private static final String LOOPBACK = "127.0.0.1";

    private final Document document;
    private final Element server;

    private DomainXml(Document document) throws IOException {
        this.document = document;
        this.server = find(document.getDocumentElement(), "config", "name", "server-config");
    }

    /** Applies the settings to {@code config/domain.xml}, while no server uses it. */
    static void configure(Path file, ServerSettings settings) throws IOException {
        try {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile());
            DomainXml xml = new DomainXml(document);
            xml.listeners(settings);
            xml.jvmOptions(settings);
            Path written = file.resolveSibling("domain.xml.new");
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(written.toFile()));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new IOException(file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    private void listeners(ServerSettings settings) throws IOException {
        Ports ports = settings.ports();
        listener("http-listener-1", settings.bind(), ports.http());
        listener("admin-listener", LOOPBACK, ports.console());
        find(server, "network-listener", "name", "http-listener-2").setAttribute("enabled", "false");
        find(server, "jmx-connector", "name", "system").setAttribute("enabled", "false");
        for (Element iiop : all(server, "iiop-listener")) {
            iiop.setAttribute("enabled", "false");
        }
        find(server, "system-property", "name", "JMS_PROVIDER_PORT")
                .setAttribute("value", Integer.toString(ports.jms()));
        jmsHost().setAttribute("host", LOOPBACK);
        for (Element grid : all(document.getDocumentElement(), "hazelcast-runtime-configuration")) {
            grid.setAttribute("das-bind-address", LOOPBACK);
            grid.setAttribute("das-port", Integer.toString(ports.dataGrid()));
        }
    }

    private void listener(String name, String address, int port) throws IOException {
        Element listener = find(server, "network-listener", "name", name);
        listener.setAttribute("address", address);
        listener.setAttribute("port", Integer.toString(port));
    }

    /** A fresh domain has no JMS service yet. */
    private Element jmsHost() throws IOException {
        if (all(server, "jms-service").isEmpty()) {
            addJmsService();
        }
        return find(server, "jms-host", "name", "default_JMS_host");
    }

    /** What the server adds at the first use of JMS, all or nothing (gf-jms-connector: jms-module-conf.xml). */
    private void addJmsService() throws IOException {
        Element service =
                add(server, "jms-service", Map.of("type", "EMBEDDED", "default-jms-host", "default_JMS_host"));
        add(service, "jms-host", Map.of("name", "default_JMS_host", "port", "${JMS_PROVIDER_PORT}"));
        Element resources = all(document.getDocumentElement(), "resources").getFirst();
        String pool = "jms/__defaultConnectionFactory-Connection-Pool";
        add(
                resources,
                "connector-connection-pool",
                Map.of(
                        "name", pool,
                        "resource-adapter-name", "jmsra",
                        "connection-definition-name", "jakarta.jms.ConnectionFactory",
                        "max-pool-size", "250",
                        "steady-pool-size", "1"));
        String factory = "jms/__defaultConnectionFactory";
        add(
                resources,
                "connector-resource",
                Map.of("pool-name", pool, "jndi-name", factory, "object-type", "system-all-req"));
        add(
                find(document.getDocumentElement(), "server", "config-ref", "server-config"),
                "resource-ref",
                Map.of("ref", factory));
    }

    private Element add(Element parent, String tag, Map<String, String> attributes) {
        Element element = (Element) parent.appendChild(document.createElement(tag));
        attributes.forEach(element::setAttribute);
        return element;
    }

    private void jvmOptions(ServerSettings settings) throws IOException {
        Element java = all(server, "java-config").getFirst();
        for (Element option : all(java, "jvm-options")) {
            String text = option.getTextContent();
            if (replaced(text)) {
                java.removeChild(option);
            } else {
                // a shell on a local port for whoever finds it
                option.setTextContent(text.replace("org.apache.felix.shell.remote,", ""));
            }
        }
        List<String> options = new ArrayList<>(JvmOptions.CHOSEN);
        options.addAll(settings.jvmOptions());
        for (Map.Entry<String, String> property : settings.systemProperties().entrySet()) {
            options.add("-D" + property.getKey() + "=" + property.getValue());
        }
        for (String option : options) {
            java.appendChild(document.createElement("jvm-options")).setTextContent(option);
        }
    }

    private static boolean replaced(String option) {
        Predicate<String> starts = option::startsWith;
        return starts.test("-Dpabal.") || JvmOptions.REPLACED_PREFIXES.stream().anyMatch(starts);
    }

    private static Element find(Element parent, String tag, String attribute, String value) throws IOException {
        return all(parent, tag).stream()
                .filter(element -> element.getAttribute(attribute).equals(value))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("no <" + tag + " " + attribute + "=\"" + value + "\"> in domain.xml"));
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
