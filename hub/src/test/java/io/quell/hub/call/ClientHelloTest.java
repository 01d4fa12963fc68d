package io.quell.hub.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class ClientHelloTest {
  /// RFC 8446: a record of type handshake, 22, in which the first byte is client_hello, 1.
  @Test
  void isTheFirstMessageOfAConnection() throws Exception {
    ByteBuffer message = ClientHello.message();

    assertThat(message.get(0)).isEqualTo((byte) 22);
    assertThat(message.getShort(3)).isEqualTo((short) (message.remaining() - 5));
    assertThat(message.get(5)).isEqualTo((byte) 1);
  }
}
