package org.pabal.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainXmlTest {
    private static final String FRESH = """
            <domain>
              <hazelcast-runtime-configuration das-port="4900"/>
              <resources/>
              <servers>
                <server name="server" config-ref="server-config"/>
              </servers>
              <configs>
                <config name="server-config">
                  <system-property name="JMS_PROVIDER_PORT" value="7676"/>
                  <iiop-listener id="orb" port="3700"/>
                  <jmx-connector name="system" port="8686"/>
                  <java-config>
                    <jvm-options>-Xmx128m</jvm-options>
                    <jvm-options>-Djava.awt.headless=true</jvm-options>
                    <jvm-options>-Dbundles=a,org.apache.felix.shell.remote,b</jvm-options>
                  </java-config>
                  <network-listener name="http-listener-1" port="8080"/>
                  <network-listener name="http-listener-2" port="8181"/>
                  <network-listener name="admin-listener" port="4848"/>
                </config>
                <config name="default-config"/>
              </configs>
            </domain>
            """;
    private static final Ports PORTS = new Ports(1, 2, 7, 3, 4, 5, 6);

    @TempDir
    Path directory;

    @Test
    void listenersAndOptionsAreSet() throws IOException {
        String xml = configured(FRESH, settings("2525"));
        assertThat(xml)
                .contains("address=\"127.0.0.9\" name=\"http-listener-1\" port=\"3\"")
                .contains("address=\"127.0.0.1\" name=\"admin-listener\" port=\"4\"")
                .contains("das-bind-address=\"127.0.0.1\" das-port=\"6\"")
                .contains("enabled=\"false\" name=\"http-listener-2\"")
                .contains("host=\"127.0.0.1\" name=\"default_JMS_host\" port=\"${JMS_PROVIDER_PORT}\"")
                .contains("<resource-ref ref=\"jms/__defaultConnectionFactory\"/>")
                .contains("name=\"JMS_PROVIDER_PORT\" value=\"5\"")
                .contains("<jvm-options>-Dpabal.x=2525</jvm-options>")
                .contains("<jvm-options>-Dpabal.smtp.port=1</jvm-options>")
                .contains("<jvm-options>-Dpabal.submissions.port=7</jvm-options>")
                .contains("<jvm-options>-Xmx512m</jvm-options>")
                .contains("<jvm-options>-XX:TieredStopAtLevel=1</jvm-options>")
                .contains("<jvm-options>-Djava.awt.headless=true</jvm-options>")
                .contains("<jvm-options>-Dbundles=a,b</jvm-options>")
                .doesNotContain("-Xmx128m");
    }

    @Test
    void theSameSettingsAgainChangeNothing() throws IOException {
        String once = configured(FRESH, settings("2525"));
        assertThat(configured(once, settings("2525"))).isEqualTo(once);
    }

    @Test
    void newSettingsTakeThePlaceOfOldOnes() throws IOException {
        assertThat(configured(configured(FRESH, settings("2525")), settings("2626")))
                .contains("-Dpabal.x=2626")
                .doesNotContain("-Dpabal.x=2525");
    }

    @Test
    void anotherKindOfFileIsRefusedWithTheMissingElement() {
        assertThatThrownBy(() -> configured("<domain/>", settings("2525")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<config name=\"server-config\">");
    }

    private ServerSettings settings(String value) {
        return new ServerSettings(
                directory,
                PORTS,
                "127.0.0.9",
                Map.of("pabal.x", value),
                Map.of(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    private String configured(String xml, ServerSettings settings) throws IOException {
        Path file = Files.writeString(directory.resolve("domain.xml"), xml);
        DomainXml.configure(file, settings);
        return Files.readString(file);
    }
}
