package org.pabal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pabal.core.smtp.Peer;

class IdentReplyTest {
    @ParameterizedTest
    @CsvSource({
        "'51234, 25 : USERID : UNIX : joe\r', joe",
        "'51234,25:USERID:UNIX:jo:e', jo:e",
        "'51234,25:USERID:UNIX: j o\te ', joe",
        "'51234,25:ERROR:NO-USER', ''",
        "'', ''",
        "':::', ''",
        "':::x', x",
    })
    void isWhatFollowsTheThirdColon(String line, String info) {
        assertThat(IdentReply.infoOf(line)).isEqualTo(info);
    }

    @Test
    void isCut() {
        assertThat(IdentReply.infoOf(":::" + "x".repeat(900))).isEqualTo("x".repeat(257));
    }

    @Test
    void answersAQuestionAboutBothPorts() {
        InetAddress here = InetAddress.getLoopbackAddress();
        Peer peer = new Peer("smtp", here, 51_234, here, 25, Optional.empty());

        assertThat(new String(IdentReply.question(peer), StandardCharsets.US_ASCII))
                .isEqualTo("51234 , 25\r\n");
    }
}
