package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// TLS over a connection. The host name is always checked against the certificate.
public final class Tls {
  private Tls() {}

  /// Until when the certificates that this server shows are valid: the one that ends first. The
  /// IOException says why it is not trusted.
  public static Instant validUntil(Server server, Path caFile, int limitMillis) throws IOException {
    try (Socket connected = new Socket()) {
      connected.connect(
          new InetSocketAddress(InetAddress.getByName(server.host()), server.port()), limitMillis);
      Instant first = Instant.MAX;
      SSLSocket secure = over(connected, server, caFile, limitMillis);
      for (Certificate each : secure.getSession().getPeerCertificates()) {
        Instant end = ((X509Certificate) each).getNotAfter().toInstant();
        first = end.isBefore(first) ? end : first;
      }
      return first;
    }
  }

  /// The connection is closed when this fails.
  static SSLSocket over(Socket connected, Server server, Path caFile, int limitMillis)
      throws IOException {
    Trust trust;
    SSLSocket secure;
    try {
      trust = new Trust(caFile);
      secure =
          (SSLSocket)
              trust
                  .context()
                  .getSocketFactory()
                  .createSocket(connected, server.host(), server.port(), true);
    } catch (IOException | GeneralSecurityException e) {
      connected.close();
      throw new ConnectFailure(
          DisconnectCause.TLS_FAILED,
          "the CA file " + caFile + " cannot be used: " + e.getMessage(),
          e);
    }
    try {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.setSoTimeout(limitMillis);
      secure.startHandshake();
      secure.setSoTimeout(0);
      return secure;
    } catch (IOException e) {
      connected.close();
      throw TlsWords.failure(server, e, trust);
    }
  }
}
