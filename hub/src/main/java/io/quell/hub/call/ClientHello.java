package io.quell.hub.call;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/// The first message of a TLS connection, made for nobody: Java loads some 300 classes to make one,
/// which can be done while something else is waited for.
public final class ClientHello {
  private ClientHello() {}

  /// Makes one and forgets it.
  ///
  /// @throws IllegalStateException where Java cannot do TLS, so that no call will get through
  ///     either
  public static void rehearse() {
    try {
      message();
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException("no message of TLS can be made", e);
    }
  }

  static ByteBuffer message() throws GeneralSecurityException, SSLException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[0], null); // nobody answers who could be trusted
    SSLEngine engine = context.createSSLEngine("nobody.invalid", 443);
    engine.setUseClientMode(true);
    engine.beginHandshake();
    ByteBuffer message = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), message);
    return message.flip();
  }
}
